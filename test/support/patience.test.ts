import { describe, expect, test } from "vitest"
import { patience, slowest } from "#test/support/patience"

/** A machine whose time and speed the test says. Returns how long a wait lasts that is looked at every `step` ms. */
const lasts = (milliseconds: number, slowness: (at: number) => number, step = 100): number => {
  let now = 0
  const over = patience(milliseconds, { now: () => now, slowness: () => slowness(now) })
  while (!over()) now += step
  return now
}

describe("a wait of a minute", () => {
  test("is a minute on a quiet machine", () => expect(lasts(60_000, () => 1)).toBe(60_000))

  test("is as much longer as the machine is slower", () => expect(lasts(60_000, () => 4)).toBe(240_000))

  test("goes on for one who is slow from half a minute on only", () =>
    expect(lasts(60_000, (at) => (at <= 30_000 ? 1 : 3))).toBeCloseTo(120_000, -4))

  test("counts what a machine was slow at even if it is quiet in the end", () =>
    expect(lasts(60_000, (at) => (at <= 40_000 ? 2 : 1))).toBeCloseTo(80_000, -4))

  test("ends on a machine that stands still", () => expect(lasts(60_000, () => slowest)).toBe(60_000 * slowest))

  test("ends for who looks seldom", () => expect(lasts(60_000, () => 1, 25_000)).toBe(75_000))
})

test("a short wait asks how slow the machine is before it gives up", () => {
  expect(lasts(200, () => 5, 20)).toBeGreaterThanOrEqual(1_000)
})
