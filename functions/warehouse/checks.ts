import { quoted } from "#functions/warehouse/schema"
import type { Column, ColumnType } from "#schemas/columns"

/**
 * The calendar as text, leap years included. A pattern, and not a trial cast, because Redshift may evaluate a cast before
 * the condition that is meant to guard it. No backslashes: the two databases read them differently in literals.
 */
const days = [
  "[0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
  "[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)",
  "[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])",
  "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29",
]
const time = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?"

const patterns = {
  timestamp: `^(${days.join("|")})T${time}Z$`,
  /** Narrower than a double's range, so that the cast can neither overflow nor underflow. */
  double: "^-?[0-9]{1,17}([.][0-9]{1,30})?([eE][-+]?[0-9]{1,2})?$",
  integer: "^-?[0-9]{1,9}$",
} as const

const shapes = {
  timestamp: "is not a date and time in UTC like 2026-01-02T03:04:05Z",
  double: "is not a number",
  integer: "is not a whole number",
} as const

/** A fault of a value, and what is said of it. */
type Fault = { when: string; says: string }

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

const blank = (value: string) => `${value} is null or btrim(${value}) = ''`

/** There is no year 0. Redshift documents ^ and $ as the ends of a line, so that a good line among others would match. */
const misshapen = (value: string, kind: keyof typeof patterns): Fault => {
  const noYear = kind === "timestamp" ? ` or ${value} like '0000%'` : ""
  return { when: `${value} !~ '${patterns[kind]}'${noYear} or strpos(${value}, chr(10)) > 0`, says: shapes[kind] }
}

const misfit = (value: string, type: ColumnType): Fault => {
  if (type.kind !== "text") return misshapen(value, type.kind)
  const { bytes, oneOf } = type
  if (!oneOf) return { when: `octet_length(${value}) > ${bytes}`, says: `has more than ${bytes} bytes` }
  return { when: `${value} not in (${oneOf.map(literal).join(", ")})`, says: `is none of ${oneOf.join(", ")}` }
}

const finding = ({ name, type, optional }: Column): string => {
  const value = quoted(name)
  const { when, says } = misfit(value, type)
  const told = (words: string) => literal(`; ${name} ${words}`)
  const missing = optional ? "''" : told("is missing")
  return `case when ${blank(value)} then ${missing} when ${when} then ${told(says)} else '' end`
}

/** A SQL expression over a row of text: everything that is wrong with it, separated by "; ", or the empty string. */
export const reasonsOf = (columns: readonly Column[]): string => `btrim(${columns.map(finding).join(" || ")}, '; ')`

/** A SQL expression that turns a checked text into the column's type, and an optional one without text into null. */
export const castOf = ({ name, type, optional }: Column): string => {
  const value = optional ? `case when ${blank(quoted(name))} then null else ${quoted(name)} end` : quoted(name)
  if (type.kind === "text") return value
  if (type.kind === "timestamp") return `cast(replace(replace(${value}, 'T', ' '), 'Z', '') as timestamp)`
  return `cast(${value} as ${type.kind === "double" ? "double precision" : "integer"})`
}
