import type { Nature } from "#core/engine/aggregate"
import { AgentId, CustomerId } from "#schemas/id"
import type { FactOf, RecordedOf, Shapes } from "#schemas/recorded"
import { events, type TicketFact as Fact, type TicketEvent } from "#schemas/ticket/events"

export const someone = {
  id: CustomerId.parse("cus_0123456789abcdef01234567"),
  firstName: "Cora",
  lastName: "Customer",
  email: "cora@example.com",
}

/** The facts that most tests begin with. */
export const submitted: Fact = {
  type: "TicketSubmitted",
  data: {
    customer: someone,
    product: "Router X2",
    issueType: "Connection",
    subject: "No connection",
    description: "Since this morning the router does not connect.",
    channel: "portal",
    submittedAt: "2026-01-02T03:00:00.000Z",
  },
}
export const routed: Fact = { type: "TicketRouted", data: { team: "Escalations", reason: "HIGH", by: "rules" } }
export const assigned: Fact = {
  type: "TicketAssigned",
  data: { agent: { id: AgentId.parse("agt-ann"), name: "Ann Archer" } },
}
export const classified: Fact = {
  type: "TicketClassified",
  data: { priority: "HIGH", reasoning: "No connection at all.", category: "bug", engine: "model", model: "m" },
}
export const drafted: Fact = {
  type: "ResponseDrafted",
  data: { text: "Please restart it.", engine: "model", model: "m" },
}

/** Facts of any stream as a store would give them back: one commit each, versions from `from`, one minute apart. */
export const recordedOf = <E extends Shapes>(
  { category, events }: Pick<Nature<unknown, E>, "category" | "events">,
  facts: readonly FactOf<E>[],
  { from = 1, id = `${category}-1` }: { from?: number; id?: string } = {},
): RecordedOf<E>[] =>
  facts.map(({ type, data }, i) => {
    const version = from + i
    const metadata = {
      id: `c${version}.0`,
      v: 1,
      stream: { category, id },
      version,
      commitId: `c${version}`,
      at: new Date(Date.UTC(2026, 0, 2, 3, version)).toISOString(),
      actor: { role: "agent" as const, id: "agt-ann", name: "Ann Archer" },
      correlationId: "corr-1",
    }
    return { ...metadata, type, data: events[type]?.parse(data) } as RecordedOf<E>
  })

/** The same of a ticket. */
export const recorded = (facts: readonly Fact[], from = 1, id = "TKT-1"): TicketEvent[] =>
  recordedOf({ category: "ticket", events }, facts, { from, id })
