import * as z from "zod"
import { isActive } from "#core/ticket/is-active"
import { living } from "#core/ticket/life"
import type { ReadModel } from "#projections/read-model"
import { Agent } from "#schemas/actor"
import type { TicketEvent } from "#schemas/ticket/events"
import { Status } from "#schemas/ticket/words"

/** What one ticket contributes: who is to work on it, and whether there is work. */
const Contribution = z.object({ status: Status, assignee: Agent.optional() })
export type Contribution = z.infer<typeof Contribution>

/** Where every ticket begins: nobody's, so that it needs no row. */
const beginning: Contribution = { status: "new" }

/** The index in which each ticket that is somebody's work stands once, under its agent's id. */
export const byAgent = "keys1"

/**
 * Open tickets per agent: one row per ticket, and an agent's load is how many stand under their id. Each ticket counts
 * exactly once, however often its events arrive, because its row does.
 */
export const agentLoad: ReadModel<Contribution, TicketEvent> = {
  name: "agent-load",
  from: "ticket",
  row: Contribution,
  on: [
    "TicketAssigned",
    "TicketUnassigned",
    "ReplyPosted",
    "TicketPaused",
    "TicketResumed",
    "TicketResolved",
    "TicketClosed",
    "TicketReopened",
  ],
  fold: (row = beginning, event) => {
    const { status, assignee } = living({ ...row, escalated: false }, event)
    if (status === beginning.status && !assignee) return undefined
    return { status, ...(assignee && { assignee }) }
  },
  indexes: ({ status, assignee }, { id }) =>
    assignee && isActive[status] ? { [byAgent]: { partition: assignee.id, sort: id } } : {},
}
