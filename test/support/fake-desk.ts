import { randomUUID } from "node:crypto"
import { z } from "zod"
import type { Desk } from "#core/engine/execute"
import { ticket } from "#core/ticket/ticket"
import { handler as getMe } from "#functions/api/get-me"
import { getTicket } from "#functions/api/get-ticket"
import { getTicketAt } from "#functions/api/get-ticket-at"
import { listEvents } from "#functions/api/list-events"
import { postCommand } from "#functions/api/post-command"
import { submitTicket } from "#functions/api/submit-ticket"
import { rowForCustomer } from "#functions/http/customer-eyes"
import { catchUp } from "#projections/catch-up"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { type Actor, Agent } from "#schemas/actor"
import type { CustomerId } from "#schemas/id"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import type { CustomerItem } from "#schemas/ticket/views/customer-row"
import type { InboxPage } from "#schemas/ticket/views/inbox-row"
import { memoryStore } from "#test/support/memory-store"
import { memoryViews } from "#test/support/viewing"

type Change = { ticketId: string; version: number }
type Row = InboxPage["items"][number]
/** What a customer gets of the same list. */
type CustomerList = Pick<InboxPage, "cursor"> & { items: CustomerItem[] }

export const agents = z.array(Agent).parse([
  { id: "agt-ann", name: "Ann Archer" },
  { id: "agt-bob", name: "Bob Baker" },
])

const platform: Actor = { role: "system", id: "record-triage" }

const among = <T>(asked: readonly T[] | undefined, value: T | undefined) =>
  !asked || (value !== undefined && asked.includes(value))

const owned = (asked: string | undefined, value: string | undefined) => asked === undefined || value === asked

const lacks = ({ without = [] }: InboxQuery, row: Row) => without.every((owner) => row[owner] === undefined)

/** The filters of the inbox, without a table. */
const matches = (row: Row, query: InboxQuery): boolean =>
  [
    among(query.status, row.status),
    among(query.priority, row.priority),
    lacks(query, row),
    owned(query.team, row.team),
    owned(query.assignee, row.assignee?.id),
    query.customer === undefined || row.customer.id === query.customer,
    `${row.ticketId} ${row.subject} ${row.customer.name} ${row.product}`
      .toLowerCase()
      .includes(query.q?.toLowerCase() ?? ""),
  ].every(Boolean)

/** One page of rows, newest first; the cursor is the number of rows before it. */
const pageOf = (rows: readonly Row[], query: InboxQuery): InboxPage => {
  const found = rows.filter((row) => matches(row, query)).sort((a, b) => b.submittedAt.localeCompare(a.submittedAt))
  const from = Number(query.cursor ?? 0)
  const to = from + query.limit
  return { items: found.slice(from, to), ...(to < found.length && { cursor: String(to) }) }
}

/** A desk in memory behind the real routes: events, read models and rules are the product's, the services are not there. */
export const fakeDesk = () => {
  const store = memoryStore()
  const pages = memoryViews(ticketPage)
  const inbox = memoryViews(ticketInbox)
  const listeners = new Set<(change: Change) => void>()

  const load = (ticketId: string, after?: number) => store.load(ticket, ticketId, after)

  const append: Desk["store"]["append"] = async (of, commit) => {
    const version = await store.append(of, commit)
    const events = await load(commit.id)
    const after = ({ id }: { id: string }, version: number) => load(id, version)
    await catchUp(pages.views, after, events)
    await catchUp(inbox.views, after, events)
    for (const tell of listeners) tell({ ticketId: commit.id, version })
    return version
  }
  const desk: Desk = { store: { ...store, append }, pause: async () => undefined }

  /** Facts that the platform, or whoever else, commits; `at` is ISO 8601, now unless given. */
  const happen = async (ticketId: string, facts: readonly Fact[], by: { actor?: Actor; at?: string } = {}) => {
    const { actor = platform, at = new Date().toISOString() } = by
    const expected = (await load(ticketId)).length
    return append(ticket, {
      id: ticketId,
      facts,
      expected,
      actor,
      at,
      commitId: randomUUID(),
      correlationId: `corr-${ticketId}`,
    })
  }

  const list = (query: unknown, customer?: CustomerId): InboxPage | CustomerList => {
    const rows = [...inbox.rows.values()].flatMap(({ row, version }) => (row ? [{ ...row, version }] : []))
    const asked = InboxQuery.parse(query)
    if (!customer) return pageOf(rows, asked)
    const page = pageOf(rows, { ...asked, customer })
    return { ...page, items: page.items.map(rowForCustomer) }
  }

  return {
    happen,
    list,
    load,
    listeners,
    routes: {
      "GET /api/me": getMe,
      "POST /api/tickets": submitTicket(desk),
      "GET /api/tickets/{ticketId}": getTicket(async () => pages.views),
      "GET /api/tickets/{ticketId}/events": listEvents(store),
      "GET /api/tickets/{ticketId}/at/{version}": getTicketAt(store),
      "POST /api/{collection}/{id}/{command}": postCommand(desk, async () => agents),
    },
  }
}

export type FakeDesk = ReturnType<typeof fakeDesk>
