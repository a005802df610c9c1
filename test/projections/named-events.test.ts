import { globSync, readFileSync } from "node:fs"
import fc from "fast-check"
import { expect, test } from "vitest"
import { decode } from "#core/engine/decode"
import { aggregates } from "#core/registry"
import type { ReadModel } from "#projections/read-model"
import { readModels } from "#projections/registry"
import type { Recorded } from "#schemas/recorded"
import { folded } from "#test/support/viewing"

/** One of every event of a category, as it may lie in somebody's table. */
const storedOf = (category: string): Recorded[] => {
  const of = aggregates.find((each) => each.category === category)
  if (!of) throw new Error(`There is no aggregate ${category}: see core/registry.ts`)
  const files = globSync(`test/golden/${category}/*.golden.json`)
  const events = files.flatMap((file) => decode(of, JSON.parse(readFileSync(file, "utf8"))))
  // The event that opens a stream is an aggregate's first.
  const order = Object.keys(of.events)
  return events.toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type))
}

const numbered = (events: readonly Recorded[]) => events.map((event, i) => ({ ...event, version: i + 1 }))

const historiesOf = (category: string) => {
  const [first, ...others] = storedOf(category)
  if (!first || others.length === 0) throw new Error(`test/golden/${category}/ is empty`)
  return fc.array(fc.constantFrom(...others), { maxLength: 12 }).map((rest) => numbered([first, ...rest]))
}

const choosy = Object.values<ReadModel>(readModels).filter(({ on }) => on !== "all")

test.each(choosy)("$name names every event that changes its rows", (model) => {
  const why = `An event that is not among the \`on\` of ${model.name} changes its row: name it there`
  fc.assert(
    fc.property(historiesOf(model.from), (events) => {
      expect(folded(model, events).row, why).toEqual(folded({ ...model, on: "all" }, events).row)
    }),
    { numRuns: 300 },
  )
})
