import { expect, test } from "vitest"
import { chanceOf } from "#cli/seed/chance"
import { products } from "#cli/seed/products"
import { filler } from "#cli/seed/slots"
import { Problem } from "#schemas/ticket/words"

const ann = { firstName: "Ann", lastName: "Archer", email: "ann@example.com" }

test("there are at least ten products under names of their own", () => {
  expect(new Set(products.map(({ name }) => name)).size).toBe(products.length)
  expect(products.length).toBeGreaterThanOrEqual(10)
})

test.each(products)("$name has eight kinds of issues, each in several phrasings that differ", ({ issues, tried }) => {
  expect(new Set(issues.map(({ type }) => type)).size).toBe(issues.length)
  expect(issues.length).toBeGreaterThanOrEqual(8)
  expect(tried.length).toBeGreaterThanOrEqual(3)
  for (const { subjects, says } of issues) expect(says).toHaveLength(subjects.length)
  for (const { subjects, says, adds } of issues)
    for (const [phrasings, least] of [
      [subjects, 3],
      [says, 3],
      [adds, 2],
    ] as const) {
      expect(new Set(phrasings).size).toBe(phrasings.length)
      expect(phrasings.length).toBeGreaterThanOrEqual(least)
    }
})

test.each(products)("$name's texts fill without a slot that nobody knows, and fit the warehouse", (product) => {
  const fill = filler(chanceOf("any"), ann)
  for (const { type, subjects, says, adds } of product.issues)
    for (const subject of subjects)
      expect(
        Problem.safeParse({
          product: product.name,
          issueType: type,
          subject: fill(subject),
          description: [...says, ...adds, ...product.tried, ...Object.values(product.means).flat()].map(fill).join(" "),
        }).error,
      ).toBeUndefined()
})

test("a slot says the same throughout a ticket", () => {
  const fill = filler(chanceOf("any"), ann)
  expect(fill("{order} {order} {full}")).toMatch(/^(\S+) \1 Ann Archer$/)
})

test("an unknown slot is an error that names it", () => {
  expect(() => filler(chanceOf("any"), ann)("Hello {nobody}")).toThrow("{nobody}")
})

test("chance repeats itself and covers its range evenly", () => {
  const draws = (seed: string) => Array.from({ length: 5 }, chanceOf(seed).number)
  expect(draws("a")).toEqual(draws("a"))
  expect(draws("a")).not.toEqual(draws("b"))
  const numbers = Array.from({ length: 10_000 }, chanceOf("seed").number)
  const tenths = Map.groupBy(numbers, (number) => Math.floor(number * 10))
  for (const [, inTenth] of tenths) expect(inTenth.length).toBeGreaterThan(850)
  expect(tenths.size).toBe(10)
})
