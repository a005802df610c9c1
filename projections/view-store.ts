import type { Projection, View } from "#projections/projection"

/** Where a read model's rows are kept: one row per ticket, written together with the version that it shows. */
export type ViewStore<Row> = {
  of: Projection<Row>
  /** Strongly consistent; version 0 where there is no row. */
  get(ticketId: string): Promise<View<Row>>
  /** Replaces the row if it is still at version `from` (0: if there is none); false where somebody was faster. */
  put(view: { ticketId: string; row: Row; version: number }, from: number): Promise<boolean>
}
