import * as z from "zod"
import { mayEver } from "#core/engine/access"
import { type Desk, execute } from "#core/engine/execute"
import { Rejected } from "#core/engine/rejected"
import { Invalid, parse } from "#core/invalid"
import { commands } from "#core/ticket/commands"
import { submit } from "#functions/api/submit-ticket"
import { agents, agentWith, type Directory } from "#functions/aws/agents"
import { api, contextOf, type SignedRequest } from "#functions/http/api"
import { route as described, signedIn } from "#functions/http/route"
import { type Asked, askedBy, idName } from "#functions/http/stream-path"
import { log, traced } from "#functions/lib/log"
import { desk } from "#functions/store/desk"
import { loadTicket } from "#functions/store/load-ticket"
import { commands as shapes } from "#schemas/ticket/commands"

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
const checked = async (directory: Directory, { name }: Asked, { caller, body }: SignedRequest): Promise<unknown> => {
  if (name !== "assign-ticket" || !mayEver(commands[name], caller.role)) return body ?? {}
  const { agent } = parse(shapes[name], body)
  return { agent: await agentWith(directory, agent.id) }
}

/** A customer's late reply must not be lost: it opens a ticket that follows the closed one. */
const followUp = async (desk: Desk, request: SignedRequest, ticketId: string) => {
  const { product, issueType, subject, customer } = (await loadTicket(desk.store, ticketId)).submitted
  const { firstName, lastName, email } = customer
  const description = parse(shapes["post-reply"], request.body).text
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

const isLateReply = (error: unknown, { name }: Asked, { caller }: SignedRequest): boolean =>
  error instanceof Rejected && error.code === "ticket-closed" && name === "post-reply" && caller.role === "customer"

/** POST /api/{collection}/{id}/{command}: every change that a person makes enters here. */
export const route = described({
  summary: "A command; each has a path of its own below",
  // The command's own rights decide, on the stream that it is about.
  for: signedIn,
  path: z.object({ collection: z.string(), id: z.string(), command: z.string() }),
  query: z.looseObject({}),
  answer: { name: "StreamAccepted", shape: z.object({ id: z.string(), version: z.int() }) },
  status: 202,
  headers: ["Idempotency-Key", "X-Correlation-Id", "If-Match"],
})

export const postCommand = (desk: Desk, directory: Directory) =>
  api(route, async (request) => {
    const asked = askedBy(request.path)
    const { of, id, name } = asked
    const input = await checked(directory, asked, request)
    const context = contextOf(request)
    try {
      const version = await execute(desk, of, { id, name, input, onlyAt: onlyAt(request), context })
      const stream = { category: of.category, id }
      log.info("accepted", { command: name, ...traced({ stream, version, correlationId: context.correlationId }) })
      return { status: 202, body: { [idName(of)]: id, version } }
    } catch (error) {
      if (isLateReply(error, asked, request)) return { status: 202, body: await followUp(desk, request, id) }
      throw error
    }
  })

export const handler = postCommand(desk, agents)
