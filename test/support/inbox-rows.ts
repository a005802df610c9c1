import fc from "fast-check"
import { customerIdOf } from "#functions/lib/customer-id"
import { AgentId, TicketId } from "#schemas/id"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import { Category, Priority, Sentiment, Status } from "#schemas/ticket/words"

/** Few values of each field, so that filters find something, and some that an index key could be confused by. */
export const values = {
  teams: ["Escalations", "General Support", "Équipe #1", "a#team_b", "none"],
  assignees: ["agt-ann", "agt-bob", "x#submittedAt_2026"],
  customers: ["cora@example.com", "stan@example.com", "kim@example.com"].map(customerIdOf),
  words: ["router", "Größe", "50 %", "😀", '"quoted"', "<b>", "a_b\\c", ":q0"],
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })
const word = fc.constantFrom(...values.words)

/** Whole minutes of an hour in one of a few months, so that some tickets come at the same moment and some months are empty. */
const moment = fc
  .tuple(fc.constantFrom(0, 0, 0, 1, 5, 6, 40), fc.integer({ min: 0, max: 59 }))
  .map(([month, minute]) => new Date(Date.UTC(2026, -month, 2, 3, minute)).toISOString())

const row = fc.record({
  subject: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" ")),
  status: fc.constantFrom(...Status.options),
  customerId: fc.constantFrom(...values.customers),
  product: word,
  issueType: word,
  priority: maybe(fc.constantFrom(...Priority.options)),
  category: maybe(fc.constantFrom(...Category.options)),
  sentiment: maybe(fc.constantFrom(...Sentiment.options)),
  team: maybe(fc.constantFrom(...values.teams)),
  assignee: maybe(fc.constantFrom(...values.assignees)),
  escalated: fc.boolean(),
  draftWaiting: fc.boolean(),
  submittedAt: moment,
})

const present = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** So many rows of an inbox, the same for the same number. */
export const inboxRows = (count: number): InboxRow[] =>
  fc.sample(row, { numRuns: count, seed: count }).map(({ customerId, assignee, ...fields }, i) => ({
    ...present(fields),
    ticketId: TicketId.parse(`TKT-${i}`),
    customer: { id: customerId, name: `Person ${customerId.slice(4, 8)}` },
    ...(assignee && { assignee: { id: AgentId.parse(assignee), name: assignee.toUpperCase() } }),
    updatedAt: fields.submittedAt,
    lastMessageAt: fields.submittedAt,
    lastMessageBy: "customer",
    waitingSince: fields.submittedAt,
    preview: fields.subject,
  }))

/** The query string of any list: any filters, also with values that nothing has. */
export const listQuery = fc.record(
  {
    status: fc.uniqueArray(fc.constantFrom(...Status.options), { minLength: 1 }).map((each) => each.join(",")),
    priority: fc.uniqueArray(fc.constantFrom(...Priority.options), { minLength: 1 }).map((each) => each.join(",")),
    team: fc.constantFrom("Nobody's", ...values.teams),
    assignee: fc.constantFrom("none", "ghost", ...values.assignees),
    without: fc.constantFrom("team", "assignee", "assignee,team"),
    customer: fc.constantFrom(...values.customers),
    q: fc.constantFrom("ROUTER", "größe router", "tkt-1", "person", "%", "nothing like it", ...values.words),
  },
  { requiredKeys: [] },
)
export type ListQuery = typeof listQuery extends fc.Arbitrary<infer T> ? T : never
