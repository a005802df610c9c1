import * as z from "zod"

/** Puts stored items whatever is there. Answers those that were not taken. */
export type PutStored = (items: readonly Record<string, unknown>[]) => Promise<readonly { ticketId: string }[]>

/** What DynamoDB holds of an item beside its own attributes: keys, and which entity it is. */
type Template = readonly (readonly [field: string, parts: readonly string[]])[]

const Params = z.object({ Item: z.record(z.string(), z.unknown()) })

/** Stands for the value of an attribute. It has no capitals, so that it would show if a key's case were changed. */
const mark = (name: string) => `\u0001${name}\u0001`

/** A text with marks as texts and, in between, the names of attributes. */
const partsOf = (text: string): string[] => text.split("\u0001")

const filled = (parts: readonly string[], item: Record<string, unknown>): string =>
  parts.map((part, index) => (index % 2 === 0 ? part : String(item[part]))).join("")

/**
 * How ElectroDB stores items whose keys are made of these attributes, asked once with marks in the place of their values:
 * asking for each item takes longer than folding it. `ask` is the entity's `put(…).params()`.
 */
export const storedAs = <Name extends string>(
  names: readonly Name[],
  ask: (marks: Record<Name, string>) => unknown,
): (<Item extends Record<Name, unknown>>(item: Item) => Item & Record<string, unknown>) => {
  const marks = Object.fromEntries(names.map((name) => [name, mark(name)])) as Record<Name, string>
  const template: Template = Object.entries(Params.parse(ask(marks)).Item)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string" && !(entry[0] in marks))
    .map(([field, text]) => [field, partsOf(text)])
  return (item) => ({ ...Object.fromEntries(template.map(([field, parts]) => [field, filled(parts, item)])), ...item })
}
