import { agendaClose } from "#projections/agenda/agenda-close"
import { agendaWake } from "#projections/agenda/agenda-wake"
import { agentLoad } from "#projections/agent-load"
import type { ReadModel } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"

/** Every read model: one line each, under its name. All else follows from here. */
export const readModels = {
  "agenda-close": agendaClose,
  "agenda-wake": agendaWake,
  "agent-load": agentLoad,
  "ticket-inbox": ticketInbox,
  "ticket-page": ticketPage,
} as const satisfies Record<string, ReadModel>

export type ReadModelName = keyof typeof readModels
