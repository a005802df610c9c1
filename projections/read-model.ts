import { isDeepStrictEqual } from "node:util"
import type * as z from "zod"
import type { Recorded } from "#schemas/recorded"
import type { tables } from "#schemas/tables"

export type IndexName = keyof (typeof tables)["views"]["indexes"]

/** A place in an index. The partition is the read model's own: others, and other revisions, cannot meet it there. */
export type IndexKey = { partition: string; sort: string }

/** What is named is indexed, nothing else. */
export type Indexed = { [I in IndexName]?: IndexKey }

/** A row at the version of the stream that it shows. Version 0 is a row that was never there. */
export type View<Row> = { row: Row | undefined; version: number }

/** A read model: one row per stream of a category, what events make of it, and where it is found. */
export type ReadModel<Row = unknown, Event extends Recorded = Recorded> = {
  /** Part of every key: lower-case words joined by hyphens. */
  name: string
  /** The category of streams that it reads from. */
  from: string
  row: z.ZodType<Row>
  /**
   * What rows often say, the most usual last: it is left out of the stored form of each. Rows that were stored with
   * another cannot be read with this one.
   */
  says?: string
  /**
   * The events that may touch a row; others are passed over unread. A row that they leave as it was keeps its version.
   * With "all", every event advances the version, so that a reader can wait for one.
   */
  on: "all" | readonly Event["type"][]
  /** The row after an event; undefined for none. What it had is then removed, and a late event cannot bring it back. */
  fold(row: Row | undefined, event: Event): Row | undefined
  indexes(row: Row, at: { id: string; version: number }): Indexed
}

/** A row that was never there. */
export const nothing: View<never> = { row: undefined, version: 0 }

/** Whether an event of this type may touch the model's rows. */
export const matters = ({ on }: Pick<ReadModel, "on">, type: string): boolean => on === "all" || on.includes(type)

/** An event arrived before one that precedes it. */
export class Gap extends Error {
  readonly after: number
  constructor({ stream, version }: Pick<Recorded, "stream" | "version">, after: number) {
    super(`${stream.id} version ${version} arrived while the view is at version ${after}`)
    this.name = "Gap"
    this.after = after
  }
}

type Of<Row, Event extends Recorded> = Pick<ReadModel<Row, Event>, "on" | "fold">

/**
 * Applies one event exactly once: an old one is skipped. Only a model that takes every event can tell that one came too
 * early; it throws Gap. The others are given all that precedes (projections/catch-up.ts).
 */
export const project = <Row, Event extends Recorded>(of: Of<Row, Event>, view: View<Row>, event: Event): View<Row> => {
  if (event.version <= view.version || !matters(of, event.type)) return view
  if (of.on === "all" && event.version > view.version + 1) throw new Gap(event, view.version)
  const row = of.fold(view.row, event)
  if (of.on !== "all" && isDeepStrictEqual(row, view.row)) return view
  return { row, version: event.version }
}
