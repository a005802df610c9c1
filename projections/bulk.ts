/** A row on its way into the table, with the columns that indexes read. */
export type Row = { ticketId: string; version: number }

/** Rows by the batch, as a rebuild writes and checks them. */
export type Bulk<Content, Item extends Row> = {
  /** Throws where the table could not hold the row. */
  toItem: (view: { ticketId: string; row: Content; version: number }) => Item
  /** Replaces rows, whatever is there, and marks them as rebuilt. Answers the tickets whose row was not taken. */
  putAll: (items: readonly Item[]) => Promise<readonly Pick<Row, "ticketId">[]>
  /** The versions of these tickets' rows, strongly consistent, and the tickets that were not looked up. */
  versions: (tickets: readonly Pick<Row, "ticketId">[]) => Promise<{
    data: readonly Row[]
    unprocessed: readonly Pick<Row, "ticketId">[]
  }>
}
