import { z } from "zod"
import { type Leaf, leaf, operators } from "#local/eventbridge/event-pattern-operators"

/** A pattern has the shape of the events that it matches, with a list of rules in the place of each value. */
export type Pattern = { readonly [field: string]: unknown }

/** A pattern made ready: its mistakes, none if it is valid, and whether an event matches. */
export type Compiled = { mistakes: string[]; matches: (event: unknown) => boolean }

const fields = z.record(z.string(), z.unknown())
const exists = z.strictObject({ exists: z.boolean() })

const mistaken = (at: string, mistake: string): Compiled => ({ mistakes: [`${at}: ${mistake}`], matches: () => false })

const every = (parts: readonly Compiled[]): Compiled => ({
  mistakes: parts.flatMap(({ mistakes }) => mistakes),
  matches: (event) => parts.every(({ matches }) => matches(event)),
})

const some = (parts: readonly Compiled[]): Compiled => ({
  mistakes: parts.flatMap(({ mistakes }) => mistakes),
  matches: (event) => parts.some(({ matches }) => matches(event)),
})

/** The values at the end of a path: an array counts as each of its values, an object as none. */
const leavesOf = (value: unknown): Leaf[] => {
  if (Array.isArray(value)) return value.flatMap(leavesOf)
  const { success, data } = leaf.safeParse(value)
  return success ? [data] : []
}

const onLeaves = (test: (leaves: Leaf[]) => boolean): Compiled => ({
  mistakes: [],
  matches: (value) => test(leavesOf(value)),
})

const operation = (rule: unknown, at: string): Compiled => {
  const [first, ...others] = Object.entries(fields.safeParse(rule).data ?? {})
  if (!first || others.length > 0) return mistaken(at, "must be a value, or an object with one operator")
  const [name, operand] = first
  const operator = operators.get(name)
  if (!operator) return mistaken(at, `Unrecognized match type ${name}`)
  const { success, data } = operator.safeParse(operand)
  return success ? onLeaves((leaves) => leaves.some(data)) : mistaken(`${at}.${name}`, "is not what the operator takes")
}

const compileRule = (rule: unknown, at: string): Compiled => {
  const value = leaf.safeParse(rule)
  if (value.success) return onLeaves((leaves) => leaves.includes(value.data))
  const presence = exists.safeParse(rule)
  if (presence.success) return onLeaves((leaves) => leaves.length > 0 === presence.data.exists)
  return operation(rule, at)
}

const compileAlternatives = (alternatives: unknown, at: string): Compiled => {
  if (!Array.isArray(alternatives) || alternatives.length < 2) return mistaken(at, "needs two or more alternatives")
  return some(alternatives.map((each, index) => compileAt(each, `${at}[${index}]`)))
}

/** An array of objects matches where one of them does. */
const inside = ({ mistakes, matches }: Compiled): Compiled => ({
  mistakes,
  matches: (value) => (Array.isArray(value) ? value.some(matches) : matches(value)),
})

const compileField = (part: unknown, at: string): Compiled => {
  if (!Array.isArray(part)) return inside(compileAt(part, at))
  if (part.length === 0) return mistaken(at, "Empty arrays are not allowed")
  return some(part.map((rule, index) => compileRule(rule, `${at}[${index}]`)))
}

const ofField = (name: string, { mistakes, matches }: Compiled): Compiled => ({
  mistakes,
  matches: (event) => matches(fields.safeParse(event).data?.[name]),
})

const compileAt = (pattern: unknown, at: string): Compiled => {
  const { success, data } = fields.safeParse(pattern)
  if (!success) return mistaken(at, "must be an object or an array")
  const parts = Object.entries(data)
  if (parts.length === 0) return mistaken(at, "Empty objects are not allowed")
  return every(
    parts.map(([name, part]) =>
      name === "$or" ? compileAlternatives(part, `${at}.$or`) : ofField(name, compileField(part, `${at}.${name}`)),
    ),
  )
}

/**
 * Reads an EventBridge pattern once, for many events: all fields must match, each by one of its values.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const compile = (pattern: unknown): Compiled => compileAt(pattern, "$")

/** The mistakes of a pattern, each with its path; none if it is valid. */
export const validate = (pattern: unknown): string[] => compile(pattern).mistakes

/** Whether an event matches a pattern. Throws where the pattern is not valid. */
export const matches = (pattern: unknown, event: unknown): boolean => {
  const compiled = compile(pattern)
  if (compiled.mistakes.length > 0) throw new Error(`Event pattern is not valid: ${compiled.mistakes.join("; ")}`)
  return compiled.matches(event)
}
