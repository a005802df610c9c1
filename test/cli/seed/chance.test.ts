import { expect, test } from "vitest"
import { chanceOf } from "#cli/seed/chance"

test("chance repeats itself and covers its range evenly", () => {
  const draws = (seed: string) => Array.from({ length: 5 }, chanceOf(seed).number)
  expect(draws("a")).toEqual(draws("a"))
  expect(draws("a")).not.toEqual(draws("b"))
  const numbers = Array.from({ length: 10_000 }, chanceOf("seed").number)
  const tenths = Map.groupBy(numbers, (number) => Math.floor(number * 10))
  for (const [, inTenth] of tenths) expect(inTenth.length).toBeGreaterThan(850)
  expect(tenths.size).toBe(10)
})
