import type * as z from "zod"

type Raw = z.core.$ZodRawIssue
type Say<C extends Raw["code"]> = (issue: Extract<Raw, { code: C }>) => string | undefined

const kinds: Record<string, string> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
}
const units: Record<string, string> = { string: "characters", array: "entries" }
const forms: Record<string, string> = {
  email: "an e-mail address",
  datetime: "a date and time such as 2026-01-02T03:04:05Z",
}

const invalidType: Say<"invalid_type"> = ({ expected, input }) => {
  if (input === undefined) return "is required"
  return kinds[expected] && `must be ${kinds[expected]}`
}

const tooSmall: Say<"too_small"> = ({ minimum, origin }) => {
  const unit = units[origin]
  if (!unit) return `must be at least ${minimum}`
  return minimum === 1 ? "must not be empty" : `must have at least ${minimum} ${unit}`
}

const tooBig: Say<"too_big"> = ({ maximum, origin }) => {
  const unit = units[origin]
  return unit ? `must have at most ${maximum} ${unit}` : `must be at most ${maximum}`
}

const invalidValue: Say<"invalid_value"> = ({ values, input }) => {
  if (input === undefined) return "is required"
  return values.length === 1 ? `must be ${String(values[0])}` : `must be one of ${values.map(String).join(", ")}`
}

const invalidFormat: Say<"invalid_format"> = ({ format }) => forms[format] && `must be ${forms[format]}`

const says: { [C in Raw["code"]]?: Say<C> } = {
  invalid_type: invalidType,
  too_small: tooSmall,
  too_big: tooBig,
  invalid_value: invalidValue,
  invalid_format: invalidFormat,
}

/** What is wrong with a field, as its sender is told. Undefined leaves the word to the library or to the schema. */
export const wording = (issue: Raw): string | undefined => {
  const say = says[issue.code] as ((issue: Raw) => string | undefined) | undefined
  return say?.(issue)
}
