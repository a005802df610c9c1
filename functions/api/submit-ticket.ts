import * as z from "zod"
import { type Desk, execute } from "#core/engine/execute"
import { Invalid, parse } from "#core/invalid"
import { ticket as aggregate } from "#core/ticket/ticket"
import { api, contextOf, type SignedRequest } from "#functions/http/api"
import type { Caller } from "#functions/http/caller"
import { route as described, noInput } from "#functions/http/route"
import { customerIdOf } from "#functions/lib/customer-id"
import { log, traced } from "#functions/lib/log"
import { ticketIdFor } from "#functions/lib/ticket-id"
import { desk } from "#functions/store/desk"
import { TicketId } from "#schemas/id"
import { NewTicket } from "#schemas/ticket/messages/new-ticket"
import { Person } from "#schemas/ticket/words"

/** As much of a name as a person's field holds, or what stands in for one that is missing. */
const fitting = (name: string) => Array.from(name).slice(0, 50).join("").trim() || "-"

/** A customer without a full name in the token is still a customer: the address stands in. */
const self = ({ name = "", email = "" }: Caller) => {
  const [firstName = "", ...rest] = (name.trim() || email.split("@", 1).join()).split(/\s+/)
  return { firstName: fitting(firstName), lastName: fitting(rest.join(" ")), email }
}

/** What is wrong with a customer is wrong with the field `customer`, also where it came from the token. */
const Named = z.object({ customer: Person })

/** Customers speak for themselves, whatever the body says; everybody else must name whom they speak for. */
const customerOf = (caller: Caller, ticket: NewTicket): Person => {
  if (caller.role === "customer")
    return parse(Named, { customer: { ...self(caller), ...ticket.customer, email: caller.email } }).customer
  if (ticket.customer) return ticket.customer
  throw new Invalid([{ field: "customer", message: "firstName, lastName and email of the customer are required" }])
}

/** Submits a new ticket for the caller; answers its id and version. Shared with a late reply's follow-up. */
export const submit = async (desk: Desk, request: SignedRequest, body: unknown) => {
  const ticket = parse(NewTicket, body)
  const context = contextOf(request)
  const ticketId = ticketIdFor(context.key ?? context.commitId)
  const customer = customerOf(request.caller, ticket)
  const input = {
    ...ticket,
    customer: { ...customer, id: customerIdOf(customer.email) },
    channel: request.caller.role === "integration" ? "api" : "portal",
    submittedAt: request.now,
  }
  const version = await execute(desk, aggregate, { id: ticketId, name: "submit-ticket", input, context })
  const { correlationId } = context
  const stream = { category: aggregate.category, id: ticketId }
  log.info("accepted", { command: "submit-ticket", ...traced({ stream, version, correlationId }) })
  return { ticketId, version }
}

/** POST /api/tickets */
export const route = described({
  summary: "Submit a ticket",
  for: aggregate.commands["submit-ticket"].rights,
  path: noInput,
  query: z.looseObject({}),
  body: NewTicket,
  answer: { name: "Accepted", shape: z.object({ ticketId: TicketId, version: z.int() }) },
  status: 202,
  headers: ["Idempotency-Key", "X-Correlation-Id"],
})

export const submitTicket = (desk: Desk) =>
  api(route, async (request) => ({ status: 202, body: await submit(desk, request, request.body) }))

export const handler = submitTicket(desk)
