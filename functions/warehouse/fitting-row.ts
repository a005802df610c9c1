import type { WarehouseTable } from "#functions/warehouse/tables"
import type { Column } from "#schemas/columns"

const clipped = (text: string, bytes: number): string => {
  const utf8 = Buffer.from(text)
  if (utf8.length <= bytes) return text
  // A decoder that expects more input keeps back a character that was cut in two.
  return new TextDecoder().decode(utf8.subarray(0, bytes), { stream: true })
}

/** Databases store neither NUL nor half a surrogate pair; U+FFFD is the sign for a character that is none. */
const storable = (text: string): string => text.replaceAll("\0", "\ufffd").toWellFormed()

/** Below this a double's text has three digits of exponent, and no report can tell the value from 0. */
const smallest = 1e-90

const fitted = ({ type, exact }: Column, value: unknown): unknown => {
  if (typeof value === "number") return Math.abs(value) < smallest ? 0 : value
  if (typeof value !== "string") return value
  if (exact || type.kind !== "text") return storable(value)
  return clipped(storable(value), type.bytes)
}

/**
 * A row as the table can hold it. Text that is wider than its column in bytes, as 50 Japanese characters are, is cut
 * between characters; identities are left alone and refused by the merge where they do not fit.
 */
export const fittingRow = (table: WarehouseTable, row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(table.columns.map((column) => [column.name, fitted(column, row[column.name])]))
