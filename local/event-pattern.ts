import { z } from "zod"

/**
 * EventBridge's event patterns: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * A pattern has the shape of the events it matches, with a list of rules in the place of each value.
 */
export type Pattern = { readonly [field: string]: unknown }

const record = z.record(z.string(), z.unknown())
const isRecord = (value: unknown): value is Record<string, unknown> =>
  record.safeParse(value).success && !Array.isArray(value)

const text = (value: unknown): value is string => typeof value === "string"

const wildcard = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\*]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  )

const address = (ip: string) => ip.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0)

const inBlock = (block: string, ip: string) => {
  const [base = "", bits = "32"] = block.split("/")
  const size = 2 ** (32 - Number(bits))
  return Math.floor(address(ip) / size) === Math.floor(address(base) / size)
}

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  "=": (a, b) => a === b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
}

const Numeric = z.array(z.union([z.string(), z.number()]))

const compare = (rule: unknown, value: unknown) => {
  const parts = Numeric.parse(rule)
  if (typeof value !== "number") return false
  return parts.every((part, i) => i % 2 === 1 || comparisons[part]?.(value, Number(parts[i + 1])) === true)
}

/** `prefix` and `suffix` take a text, or `{ "equals-ignore-case": text }`. */
const affix = (argument: unknown, value: unknown, holds: (value: string, affix: string) => boolean) => {
  if (!text(value)) return false
  if (!isRecord(argument)) return holds(value, String(argument))
  return holds(value.toLowerCase(), String(argument["equals-ignore-case"]).toLowerCase())
}

type Operator = (argument: unknown, value: unknown) => boolean

const operators: Record<string, Operator> = {
  prefix: (argument, value) => affix(argument, value, (a, b) => a.startsWith(b)),
  suffix: (argument, value) => affix(argument, value, (a, b) => a.endsWith(b)),
  "equals-ignore-case": (argument, value) => text(value) && value.toLowerCase() === String(argument).toLowerCase(),
  wildcard: (argument, value) => text(value) && wildcard(String(argument)).test(value),
  cidr: (argument, value) => text(value) && inBlock(String(argument), value),
  numeric: compare,
  "anything-but": (argument, value) => value !== undefined && ![argument].flat().some((each) => one(each, value)),
  exists: (argument, value) => argument === (value !== undefined),
}

/** One rule against one value. */
const one = (rule: unknown, value: unknown): boolean => {
  if (!isRecord(rule)) return rule === value
  const [[name, argument] = ["", undefined]] = Object.entries(rule)
  return operators[name]?.(argument, value) === true
}

const asksForExistence = (rule: unknown) => isRecord(rule) && "exists" in rule

const leaf = (rules: readonly unknown[], value: unknown): boolean =>
  rules.some((rule) => {
    if (asksForExistence(rule)) return one(rule, value)
    return value !== undefined && [value].flat().some((each) => one(rule, each))
  })

const field = (rules: unknown, value: unknown): boolean => {
  if (Array.isArray(rules)) return leaf(rules, value)
  if (!isRecord(rules)) return false
  return Array.isArray(value) ? value.some((each) => matches(rules, each)) : matches(rules, value)
}

/** Whether an event matches: every field of the pattern must, and one of the alternatives of `$or`. */
export const matches = (pattern: Pattern, event: unknown): boolean =>
  Object.entries(pattern).every(([name, rules]) => {
    if (name === "$or" && Array.isArray(rules)) return rules.some((each) => isRecord(each) && matches(each, event))
    return field(rules, isRecord(event) ? event[name] : undefined)
  })

const known = (rule: unknown): boolean => {
  if (!isRecord(rule)) return true
  const names = Object.keys(rule)
  return names.length === 1 && Object.hasOwn(operators, names[0] ?? "")
}

const faultsOf = (name: string, rules: unknown, here: string): string[] => {
  if (name === "$or" && Array.isArray(rules)) return rules.flatMap((each, i) => faults(each, `${here}[${i}]`))
  if (!Array.isArray(rules)) return faults(rules, here)
  if (rules.length === 0) return [`${here}: an empty list matches nothing`]
  return rules.every(known) ? [] : [`${here}: unknown operator in ${JSON.stringify(rules)}`]
}

/** What is wrong with a pattern, one line each; empty where nothing is. */
export const faults = (pattern: unknown, at = "$"): string[] => {
  if (!isRecord(pattern)) return [`${at}: must be an object or a list`]
  const entries = Object.entries(pattern)
  if (entries.length === 0) return [`${at}: an empty pattern`]
  return entries.flatMap(([name, rules]) => faultsOf(name, rules, `${at}.${name}`))
}
