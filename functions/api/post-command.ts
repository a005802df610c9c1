import * as z from "zod"
import { mayEver } from "#core/engine/access"
import { type Desk, execute } from "#core/engine/execute"
import { Rejected } from "#core/engine/rejected"
import { Invalid, parse } from "#core/invalid"
import { command } from "#core/ticket/command"
import { submit } from "#functions/api/submit-ticket"
import { agents, agentWith, type Directory } from "#functions/aws/agents"
import { api, contextOf, type SignedRequest } from "#functions/http/api"
import { log, traced } from "#functions/lib/log"
import { desk } from "#functions/store/desk"
import { loadTicket } from "#functions/store/load-ticket"
import { TicketId } from "#schemas/id"
import { CommandName, commands } from "#schemas/ticket/commands"
import { PostReply } from "#schemas/ticket/commands/post-reply"

/** A ticket is submitted by POST /api/tickets, where its id, channel and time are decided. */
const Sent = CommandName.exclude(["submit-ticket"], "is not a command: /api/openapi.json lists them")
const Path = z.object({ ticketId: TicketId, command: Sent })
const IfMatch = z.object({
  "if-match": z
    .string()
    .regex(/^(\*|(W\/)?"\d{1,9}")$/, 'must be a version in quotes, as "7"')
    .optional(),
})

/** The version in `If-Match`, as an ETag of GET /api/tickets/{id}; none for `*`, which asks for any. */
const onlyAt = (request: SignedRequest): number | undefined => {
  const version = parse(IfMatch, request.headers)["if-match"]?.replace(/\D/g, "")
  return version ? Number(version) : undefined
}

/** An assignee's name is the directory's, not the sender's. Who may not assign learns nothing about the directory. */
const checked = async (directory: Directory, name: CommandName, { caller, body }: SignedRequest): Promise<unknown> => {
  if (name !== "assign-ticket" || !mayEver(caller.role, name)) return body ?? {}
  const { agent } = parse(commands["assign-ticket"], body)
  return { agent: await agentWith(directory, agent.id) }
}

/** A customer's late reply must not be lost: it opens a ticket that follows the closed one. */
const followUp = async (desk: Desk, request: SignedRequest, ticketId: TicketId) => {
  const { product, issueType, subject, customer } = (await loadTicket(desk.store, ticketId)).submitted
  const { firstName, lastName, email } = customer
  const description = parse(PostReply, request.body).text
  if (description.length > 5_000)
    throw new Invalid([{ field: "text", message: "a follow-up ticket takes at most 5000 characters" }])
  return submit(desk, request, {
    customer: { firstName, lastName, email },
    product,
    issueType,
    subject,
    description,
    follows: ticketId,
  })
}

const isLateReply = (error: unknown, name: CommandName, request: SignedRequest) =>
  error instanceof Rejected &&
  error.code === "ticket-closed" &&
  name === "post-reply" &&
  request.caller.role === "customer"

/** POST /api/tickets/{ticketId}/{command}: every change that a person makes enters here. */
export const postCommand = (desk: Desk, directory: Directory) =>
  api(async (request) => {
    const { ticketId, command: name } = parse(Path, request.path)
    const input = await checked(directory, name, request)
    try {
      const asked = command({ ticketId, name, input, onlyAt: onlyAt(request) })
      const context = contextOf(request)
      const version = await execute(desk, asked, context)
      const { correlationId } = context
      log.info("accepted", { command: name, ...traced({ ticketId, version, correlationId }) })
      return { status: 202, body: { ticketId, version } }
    } catch (error) {
      if (isLateReply(error, name, request)) return { status: 202, body: await followUp(desk, request, ticketId) }
      throw error
    }
  })

export const handler = postCommand(desk, agents)
