import type { EventStore } from "#core/engine/event-store"
import { parse } from "#core/invalid"
import { ticket } from "#core/ticket/ticket"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { fromItem } from "#functions/store/commit-item"
import { scanCommits } from "#functions/store/scan-commits"
import { TicketId } from "#schemas/id"
import { type EventType, events, type TicketEvent } from "#schemas/ticket/events"

/** Which past events. Times are ISO 8601, both included; a replay names at least one of these. */
export type Selection = {
  ticketId?: TicketId
  from?: string
  until?: string
  types?: ReadonlySet<EventType>
}

/** What was typed. */
export type Asked = { ticketId?: string; from?: string; until?: string; type?: readonly string[] }

const isType = (name: string): name is EventType => Object.hasOwn(events, name)

const typesOf = (names: readonly string[]): ReadonlySet<EventType> => {
  const stray = names.find((name) => !isType(name))
  if (stray) throw new Error(`--type ${stray}: there is no such event; there are ${Object.keys(events).join(", ")}`)
  return new Set(names.filter(isType))
}

const timeOf = (option: string, text: string): string => {
  const time = Date.parse(text)
  if (!Number.isNaN(time)) return new Date(time).toISOString()
  throw new Error(`${option} ${text} is no time such as 2026-01-02T03:04:05Z`)
}

/** Throws an error that names the option where one is wrong, and where nothing narrows the replay down. */
export const selection = ({ ticketId, from, until, type }: Asked): Selection => {
  if (!(ticketId || from || until || type))
    throw new Error("Say which events to replay: a ticket, --from, --until or --type")
  return {
    ...(ticketId && { ticketId: parse(TicketId, ticketId) }),
    ...(from && { from: timeOf("--from", from) }),
    ...(until && { until: timeOf("--until", until) }),
    ...(type && { types: typesOf(type) }),
  }
}

const isSelected = ({ from, until, types }: Selection, { at, type }: TicketEvent): boolean => {
  const time = Date.parse(at)
  const early = from !== undefined && time < Date.parse(from)
  const late = until !== undefined && time > Date.parse(until)
  return !early && !late && (types?.has(type) ?? true)
}

export type Past = { store: Pick<EventStore, "load">; events: DynamoTable }

/** Everything, ticket by ticket, each in its order; one page of the table is held at a time. */
async function* history({ store, events }: Past, { ticketId }: Selection): AsyncGenerator<TicketEvent> {
  if (ticketId) return yield* await store.load(ticket, ticketId)
  for await (const { commits } of scanCommits(events, { segment: 0, segments: 1 }))
    for (const { stream, item } of commits) if (stream.category === ticket.category) yield* fromItem(ticket, item)
}

/** The selected events from the store, ticket by ticket, each in its order. */
export async function* selected(past: Past, wanted: Selection): AsyncGenerator<TicketEvent> {
  for await (const event of history(past, wanted)) if (isSelected(wanted, event)) yield event
}
