import type { Column } from "#functions/warehouse/tables"

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

type Finding = { when: string; says: string }

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

const missing = ({ name, optional }: Column): Finding[] =>
  optional ? [] : [{ when: `${name} is null or btrim(${name}) = ''`, says: `${name} is missing` }]

/** There is no year 0. */
const noYear = ({ name, type }: Column): string => (type.kind === "timestamp" ? ` or ${name} like '0000%'` : "")

/** Redshift documents ^ and $ as the ends of a line, so that a good line among others would match. */
const hasLines = (name: string): string => `strpos(${name}, chr(10)) > 0`

const misfit = (column: Column): Finding[] => {
  const { name, type } = column
  if (type.kind !== "text") {
    const when = `${name} !~ '${patterns[type.kind]}'${noYear(column)} or ${hasLines(name)}`
    return [{ when, says: `${name} ${shapes[type.kind]}` }]
  }
  const wide = { when: `octet_length(${name}) > ${type.bytes}`, says: `${name} has more than ${type.bytes} bytes` }
  if (!type.oneOf) return [wide]
  const { oneOf } = type
  return [{ when: `${name} not in (${oneOf.map(quoted).join(", ")})`, says: `${name} is none of ${oneOf.join(", ")}` }]
}

const finding = (column: Column): string => {
  const branches = [...missing(column), ...misfit(column)].map(({ when, says }) => `when ${when} then '; ${says}'`)
  return `case ${branches.join(" ")} else '' end`
}

/** A SQL expression over a row of text: everything that is wrong with it, separated by "; ", or the empty string. */
export const reasonsOf = (columns: readonly Column[]): string => `btrim(${columns.map(finding).join(" || ")}, '; ')`

/** A SQL expression that turns a checked text into the column's type. */
export const castOf = ({ name, type }: Column): string => {
  if (type.kind === "text") return name
  if (type.kind === "timestamp") return `cast(replace(replace(${name}, 'T', ' '), 'Z', '') as timestamp)`
  return `cast(${name} as ${type.kind === "double" ? "double precision" : "integer"})`
}
