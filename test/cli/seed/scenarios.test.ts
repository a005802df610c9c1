import { expect, test } from "vitest"
import type { Chance } from "#cli/seed/chance"
import { moods } from "#cli/seed/moods"
import { writer } from "#cli/seed/people"
import { products } from "#cli/seed/products"
import { Severity } from "#cli/seed/scenario"
import { filler } from "#cli/seed/slots"
import { Person, Problem } from "#schemas/ticket/words"

/** Laws of cli/seed/scenarios/ and words/ that no shape of one file can hold. Each failure says what to add or change. */

const longest = <T>(values: readonly T[]): T => {
  const [first] = values.toSorted((a, b) => String(b).length - String(a).length)
  if (first === undefined) throw new Error("There is nothing to choose from")
  return first
}

/** Draws whatever takes most room. */
const widest: Chance = { number: () => 0, between: (_, most) => most, one: longest, happens: () => true }

/** So many steps that none of the 900 is left out, though those of high numbers write seldom. */
const steps = 10_000
const everybody = Array.from({ length: steps }, (_, step) => writer({ ...widest, number: () => step / steps }))
const [longestNamed] = everybody.toSorted(
  (a, b) => `${b.firstName}${b.lastName}`.length - `${a.firstName}${a.lastName}`.length,
)

const distinct = (values: readonly string[], what: string) =>
  expect(values, `${what}: one is there twice, write another`).toEqual([...new Set(values)])

const atLeast = (least: number, values: readonly unknown[], what: string) =>
  expect(values.length, `${what}: add more, ${least} are the least`).toBeGreaterThanOrEqual(least)

test("there are at least ten products under names of their own", () => {
  const names = products().map(({ name }) => name)
  atLeast(10, names, "cli/seed/scenarios/")
  distinct(names, "names of products")
})

test.each(products())("$name has issues of every severity, and a question", ({ name, tried, means, issues }) => {
  distinct(
    issues.map(({ type }) => type),
    `${name}, types of issues`,
  )
  atLeast(8, issues, `${name}, issues`)
  atLeast(3, tried, `${name}, tried`)
  for (const severity of Severity.options) {
    const grave = issues.filter(({ kind, severities }) => !kind && severities.includes(severity))
    atLeast(1, grave, `${name}, issues with the severity ${severity}`)
    atLeast(2, means[severity], `${name}, means.${severity}`)
  }
  const questions = issues.filter(({ kind }) => kind === "question")
  atLeast(1, questions, `${name}, issues of the kind question`)
})

test.each(products())("$name tells each issue in several phrasings that differ", ({ name, issues }) => {
  for (const { type, phrasings, adds } of issues) {
    const [subjects, says] = [phrasings.map(({ subject }) => subject), phrasings.map((each) => each.says)]
    atLeast(3, phrasings, `${name}, phrasings of "${type}"`)
    atLeast(2, adds, `${name}, adds of "${type}"`)
    distinct(subjects, `${name}, subjects of "${type}"`)
    distinct(says, `${name}, says of "${type}"`)
    distinct(adds, `${name}, adds of "${type}"`)
  }
})

test.each(products())("$name's texts fit the warehouse, however long what fills them is", (product) => {
  const fill = filler(widest, longestNamed ?? writer(widest))
  const longestOf = (templates: readonly string[]) => longest(templates.map(fill))
  const ends = Object.values(moods())
  const around = [ends.flatMap(({ opens }) => opens), ends.flatMap(({ closes }) => closes)]
  const story = [product.tried, Object.values(product.means).flat(), ...around].map(longestOf)
  for (const { type, phrasings, adds } of product.issues)
    for (const { subject, says } of phrasings) {
      const description = [...story, fill(says), longestOf(adds)].join("\n\n")
      const problem = { product: product.name, issueType: type, subject: fill(subject), description }
      const { error } = Problem.safeParse(problem)
      expect(error, `${product.name}, "${subject}" of "${type}": shorten what is named here`).toBeUndefined()
    }
})

test("everybody who may write has a name and an address that the desk takes", () => {
  const refused = everybody.filter((person) => !Person.safeParse(person).success)
  expect(refused, "shorten their names in cli/seed/words/names.json").toEqual([])
  expect(new Set(everybody.map(({ email }) => email)).size).toBe(900)
})

test("a slot says the same throughout a ticket", () => {
  const ann = { firstName: "Ann", lastName: "Archer", email: "ann@example.com" }
  expect(filler(widest, ann)("{order} {order} {full}")).toMatch(/^(\S+) \1 Ann Archer$/)
})
