import fc from "fast-check"
import { expect, test } from "vitest"
import { z } from "zod"
import { fold } from "#core/engine/aggregate"
import type { Life } from "#core/ticket/meanings"
import { ticket } from "#core/ticket/ticket"
import { agentLoad, byAgent } from "#projections/agent-load"
import { nothing, type ReadModel } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { AgentId } from "#schemas/id"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { answered, asked, closed, escalated, felt, onHold, pending, resolved, resumed } from "#test/support/facts"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"
import { arrivesAnyhow, folded } from "#test/support/viewing"

const more: readonly Fact[] = [
  { type: "TicketUnassigned", data: { from: AgentId.parse("agt-ann") } },
  { type: "TicketAssigned", data: { agent: { id: AgentId.parse("agt-ben"), name: "Ben Baker" } } },
  { type: "PriorityChanged", data: { to: "LOW" } },
  { type: "TicketReopened", data: { because: "reopened" } },
  { type: "TicketSnoozed", data: { until: "2026-01-05T08:00:00.000Z" } },
  { type: "TicketWoken", data: { because: "due" } },
]
const facts = [answered, asked, closed, escalated, felt, onHold, pending, resolved, resumed]
const later = fc.constantFrom(...facts, assigned, classified, drafted, routed, ...more)
const histories = fc.array(later, { maxLength: 25 }).map((all) => recorded([submitted, ...all]))

const open = ["new", "open", "pending", "on-hold"]

/** The agent under whom a row of the load is counted. */
const countedFor = (events: ReturnType<typeof recorded>): string | undefined => {
  const { row, version } = folded(agentLoad, events)
  return row && agentLoad.indexes(row, { id: "TKT-1", version })[byAgent]?.partition
}

/** What is taken away must be gone, so that nothing is compared but what is there. */
const shown = (of: Life | undefined) => {
  const { status, priority, priorityBy, category, team, teamBy, assignee, escalated, snoozedUntil } = of ?? Object()
  return { status, priority, priorityBy, category, team, teamBy, assignee, escalated, snoozedUntil }
}

test("the ticket's state and every read model agree on status, priority, team, assignee and who is busy with it", () => {
  fc.assert(
    fc.property(histories, (events) => {
      const state = fold(ticket, events)
      if (state.status === "none") throw new Error("there is no ticket")
      const { status, assignee } = state
      expect(shown(folded(ticketInbox, events).row)).toEqual(shown(state))
      expect(shown(folded(ticketPage, events).row)).toEqual(shown(state))
      expect(countedFor(events)).toBe(open.includes(status) ? assignee?.id : undefined)
    }),
  )
})

test("however its events arrive, and however often, a ticket counts once for its agent", () =>
  fc.assert(
    fc.asyncProperty(histories, (events) => arrivesAnyhow(agentLoad, events)),
    { numRuns: 40 },
  ))

test("a row that is removed keeps its version, so that a late event cannot bring it back", async () => {
  const gone: ReadModel<{ agent: string }> = {
    name: "gone",
    from: "ticket",
    on: ["TicketAssigned", "TicketUnassigned"],
    row: z.object({ agent: z.string() }),
    indexes: () => ({}),
    fold: (_, event) => (event.type === "TicketAssigned" ? { agent: "somebody" } : undefined),
  }
  const events = recorded([
    submitted,
    assigned,
    { type: "TicketUnassigned", data: { from: AgentId.parse("agt-ann") } },
    felt,
  ])
  expect(folded(gone, events)).toEqual({ row: undefined, version: 3 })
  expect(folded(gone, events.slice(0, 1))).toEqual(nothing)
  await arrivesAnyhow(gone, events)
})
