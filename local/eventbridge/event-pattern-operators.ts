import { BlockList, isIP } from "node:net"
import { z } from "zod"

/** A value at the end of a path in an event. */
export type Leaf = string | number | boolean | null
export const leaf = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What an operator asks of a value. */
export type Test = (value: Leaf) => boolean

const onText =
  (test: (text: string) => boolean): Test =>
  (value) =>
    typeof value === "string" && test(value)

const anyCase = (test: (text: string, part: string) => boolean) => (part: string) =>
  onText((text) => test(text.toLowerCase(), part.toLowerCase()))

const startsWith = (text: string, part: string) => text.startsWith(part)
const endsWith = (text: string, part: string) => text.endsWith(part)
const equals = (text: string, part: string) => text === part

const prefix = (part: string) => onText((text) => startsWith(text, part))
const suffix = (part: string) => onText((text) => endsWith(text, part))

/** `*` stands for any characters, `\*` for itself. */
const wildcard = (pattern: string) => {
  const literally = (text: string) => text.replace(/\\([*\\])/g, "$1").replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const expression = new RegExp(
    `^${pattern
      .split(/(?<!\\)\*/)
      .map(literally)
      .join(".*")}$`,
    "s",
  )
  return onText((text) => expression.test(text))
}

const glob = z.string().refine((text) => !text.includes("**"), { error: "has two wildcards in a row" })

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
}

type Bound = [operator: string, bound: number]

const numeric =
  (bounds: Bound[]): Test =>
  (value) =>
    typeof value === "number" && bounds.every(([operator, bound]) => comparisons[operator]?.(value, bound) === true)

const one = z.tuple([z.enum(["=", "<", "<=", ">", ">="]), z.number()]).transform((bound): Bound[] => [bound])
const range = z
  .tuple([z.enum([">", ">="]), z.number(), z.enum(["<", "<="]), z.number()])
  .transform(([from, low, to, high]): Bound[] => [
    [from, low],
    [to, high],
  ])

const family = (address: string) => (isIP(address) === 4 ? "ipv4" : "ipv6")

const isBlock = (block: string) => {
  const [address = "", bits = ""] = block.split("/")
  return isIP(address) > 0 && /^\d+$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128)
}

const cidr = (block: string) => {
  const [address = "", bits] = block.split("/")
  const addresses = new BlockList()
  addresses.addSubnet(address, Number(bits), family(address))
  return onText((text) => isIP(text) > 0 && addresses.check(text, family(text)))
}

/** A text, or `{ "equals-ignore-case": text }`. */
const textInCase = (exact: (part: string) => Test, ignoring: (part: string) => Test) =>
  z.union([
    z.string().transform(exact),
    z.strictObject({ "equals-ignore-case": z.string() }).transform((any) => ignoring(any["equals-ignore-case"])),
  ])

const noneOf =
  (tests: readonly Test[]): Test =>
  (value) =>
    !tests.some((test) => test(value))

const oneOrMore = <T>(each: z.ZodType<T>) => z.union([each.transform((value) => [value]), z.array(each).min(1)])

const is =
  (expected: Leaf): Test =>
  (value) =>
    value === expected

const filled = z.string().min(1)
const anyCaseEquals = anyCase(equals)

const anythingBut = z.union([
  oneOrMore(leaf).transform((values) => noneOf(values.map(is))),
  z.strictObject({ prefix: oneOrMore(filled) }).transform((but) => noneOf(but.prefix.map(prefix))),
  z.strictObject({ suffix: oneOrMore(filled) }).transform((but) => noneOf(but.suffix.map(suffix))),
  z.strictObject({ wildcard: oneOrMore(glob) }).transform((but) => noneOf(but.wildcard.map(wildcard))),
  z
    .strictObject({ "equals-ignore-case": oneOrMore(z.string()) })
    .transform((but) => noneOf(but["equals-ignore-case"].map(anyCaseEquals))),
])

/**
 * Every operator but `exists`, by its name: what stands behind the colon becomes a test.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const operators: ReadonlyMap<string, z.ZodType<Test>> = new Map<string, z.ZodType<Test>>([
  ["prefix", textInCase(prefix, anyCase(startsWith))],
  ["suffix", textInCase(suffix, anyCase(endsWith))],
  ["equals-ignore-case", z.string().transform(anyCaseEquals)],
  ["wildcard", glob.transform(wildcard)],
  ["numeric", z.union([one, range]).transform(numeric)],
  ["cidr", z.string().refine(isBlock, { error: "is no block of IP addresses" }).transform(cidr)],
  ["anything-but", anythingBut],
])
