import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import type { ReadModel, View } from "#projections/read-model"

/** Where a read model's rows are kept: one per stream, written together with the version that it shows. */
export type ViewStore<Row> = {
  of: ReadModel<Row>
  /** Strongly consistent; version 0 where there was never a row. */
  get: (id: string) => Promise<View<Row>>
  /** Replaces the row, or removes it, if it is still at version `from` (0: if there was none); false if it is not. */
  put: (view: View<Row> & { id: string }, from: number) => Promise<boolean>
}

/** A row as the table will hold it. */
export type Encoded = { id: string; version: number; item: Record<string, AttributeValue> }

/** Rows by the batch, as a rebuild writes and checks them. */
export type Bulk<Row> = {
  /** Throws where the table could not hold the row. */
  encode: (view: View<Row> & { id: string }) => Encoded
  /** Replaces rows, whatever is there, and marks them as rebuilt. Answers the ids whose row was not taken. */
  putAll: (rows: readonly Encoded[]) => Promise<readonly string[]>
  /** The versions of at most 100 streams' rows, strongly consistent, and the ids that were not looked up. */
  versions: (ids: readonly string[]) => Promise<{
    found: readonly { id: string; version: number }[]
    left: readonly string[]
  }>
}
