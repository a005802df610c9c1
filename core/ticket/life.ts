import { type Life, type Meaning, meanings } from "#core/ticket/meanings"
import type { EventType, TicketEvent } from "#schemas/ticket/events"
import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"

/** The meaning of an event whose type is not known beforehand. */
const meaningOf = ({ type }: Pick<TicketEvent, "type">) => meanings[type] as Meaning<EventType>

const isThere = ([, value]: [string, unknown]) => value !== undefined

/** A ticket, or a row about one, with an event's effect on its life. */
export const living = <Row extends Life>(row: Row, event: TicketEvent): Row => {
  const change = meaningOf(event).changes(row, event.data)
  return Object.fromEntries(Object.entries({ ...row, ...change }).filter(isThere)) as Row
}

/** Where every ticket's life begins. */
export const born = (event: TicketEvent<"TicketSubmitted">): Life => living({ status: "new", escalated: false }, event)

/** The row of the conversation that an event makes, if it makes one. */
export const timelineEntry = (event: TicketEvent): TimelineEntry | undefined => {
  const { id, version, at, actor, type, data } = event
  const told = meaningOf(event).tells(data)
  return told && { id, version, at, actor, type, ...told }
}

/** What becomes of a draft that waits; undefined keeps it. */
export const draftAfter = (event: TicketEvent) => meaningOf(event).draft

const isEventType = (type: string): type is EventType => Object.hasOwn(meanings, type)

/** What a ticket's customer is told of something that happened, by the event's type; undefined keeps it inside. */
export const toCustomer = (type: string): string | undefined =>
  isEventType(type) ? meanings[type].toCustomer : undefined
