import type * as z from "zod"
import type { EventType, TicketEvent } from "#schemas/ticket/events"

/** A read model's row at the version of the ticket that it shows. Version 0 is a row that does not exist yet. */
export type View<Row> = { row: Row | undefined; version: number }

export type Projection<Row> = {
  name: string
  /** Part of every key: a changed fold gets a new revision, filled beside the old one. */
  revision: number
  row: z.ZodType<Row>
  /** The first event of every stream makes the row. */
  opens: (event: TicketEvent<"TicketSubmitted">) => Row
  /** Steps of single event types. */
  on: { [T in EventType]?: (row: Row, event: TicketEvent<T>) => Row }
  /** A step that follows every event but the first. */
  always: (row: Row, event: TicketEvent) => Row
}

/** Infers the row from its schema, so that the handlers are checked against what readers will parse. */
export const projection = <Row>(definition: Projection<Row>) => definition

/** An event arrived before one that precedes it. */
export class Gap extends Error {
  readonly after: number
  constructor(event: TicketEvent, after: number) {
    super(`${event.stream.id} version ${event.version} arrived while the view is at version ${after}`)
    this.name = "Gap"
    this.after = after
  }
}

const evolve = <Row>(of: Projection<Row>, row: Row | undefined, event: TicketEvent): Row => {
  if (event.type === "TicketSubmitted") return of.opens(event)
  if (row === undefined) throw new Error(`${event.stream.id} does not begin with TicketSubmitted`)
  const step = of.on[event.type] as ((row: Row, event: TicketEvent) => Row) | undefined
  return of.always(step ? step(row, event) : row, event)
}

/** Applies one event exactly once and in order: an old one is skipped, one that comes too early throws Gap. */
export const project = <Row>(of: Projection<Row>, view: View<Row>, event: TicketEvent): View<Row> => {
  if (event.version <= view.version) return view
  if (event.version > view.version + 1) throw new Gap(event, view.version)
  return { row: evolve(of, view.row, event), version: event.version }
}
