import * as z from "zod"

export type ColumnType =
  /** Redshift counts a varchar's width in bytes. */
  { kind: "text"; bytes: number; oneOf?: readonly string[] } | { kind: "timestamp" } | { kind: "double" | "integer" }

type Traits = {
  type: ColumnType
  /** May be null, or missing where a row arrives. */
  optional?: true
  /** An identity: a value that is too wide is refused, never cut. */
  exact?: true
}

export type Column = Traits & { name: string }

/** What each field of a flat record is in the warehouse, so that a record's shape and its table are declared as one. */
const known = new WeakMap<z.ZodType, Traits>()

const field = <Value extends z.ZodType>(value: Value, traits: Traits): Value => {
  known.set(value, traits)
  return value
}

const traitsOf = (value: z.ZodType, name = "The field"): Traits => {
  const traits = known.get(value)
  if (traits) return traits
  throw new Error(
    `${name} has no type in the warehouse: declare it by text, id, word, timestamp, … of schemas/columns.ts`,
  )
}

/** Text that is cut to `bytes` before it is delivered. */
export const text = (bytes: number) => field(z.string(), { type: { kind: "text", bytes } })
export const id = (bytes: number) => field(z.string(), { type: { kind: "text", bytes }, exact: true })
export const timestamp = () => field(z.iso.datetime(), { type: { kind: "timestamp" } })
export const double = () => field(z.number(), { type: { kind: "double" } })
export const integer = () => field(z.int(), { type: { kind: "integer" } })

/** One of a few words, each of at most 20 bytes. */
export const word = <Words extends z.ZodEnum>(words: Words) =>
  field(words.clone(), { type: { kind: "text", bytes: 20, oneOf: words.options.map(String) } })

/** A field that a record need not have: null in the warehouse, and in a record that was written before there was such a field. */
export const optional = <Value extends z.ZodType>(value: Value) =>
  field(value.nullable().prefault(null), { ...traitsOf(value), optional: true })

/** The columns of a flat record, in the order of its fields. Throws where a field was declared without one. */
export const columnsOf = ({ shape }: { shape: Readonly<Record<string, z.ZodType>> }): readonly Column[] =>
  Object.entries(shape).map(([name, value]) => ({ name, ...traitsOf(value, name) }))
