import fc from "fast-check"
import { expect, test } from "vitest"
import { lowestAt, millisecondsOf, sequenceAfter } from "#local/dynamodb/sequence"

const times = fc.array(fc.integer({ min: 0, max: 2 ** 42 }), { minLength: 1, maxLength: 20 })

test("sequence numbers grow as strings, whatever the clock does and wherever it is restarted", () => {
  fc.assert(
    fc.property(times, times, (before, later) => {
      const first = before.map(sequenceAfter(""))
      const second = later.map(sequenceAfter(first.at(-1) ?? ""))
      const all = [...first, ...second]
      expect(all).toEqual([...new Set(all)].toSorted())
      expect(all.every((number) => /^\d{21}$/.test(number))).toBe(true)
    }),
  )
})

test("a number tells its time, and none of that time or later is lower than the lowest", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 42 }), (now) => {
      const number = sequenceAfter("")(now)
      expect(millisecondsOf(number)).toBe(now)
      expect(number >= lowestAt(now)).toBe(true)
      expect(number < lowestAt(now + 1)).toBe(true)
    }),
  )
})
