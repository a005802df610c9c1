import { expect, test } from "vitest"
import { z } from "zod"
import { currentVersion, decodeEvent, type Vocabulary } from "#core/engine/decode"
import { upcaster } from "#schemas/upcaster"

/** A registry of its own: an event that was stored in three versions. */
const CakeEatenV1 = z.object({ cake: z.string(), by: z.string() })
const CakeEatenV2 = z.object({ cake: z.string(), by: z.object({ name: z.string() }) })
const CakeEaten = z.object({ cakes: z.array(z.string()).min(1), by: z.object({ name: z.string() }) })

const cakes: Vocabulary = {
  events: { CakeEaten, TeaDrunk: z.object({}) },
  upcasters: {
    CakeEaten: [
      upcaster(CakeEatenV1, ({ cake, by }) => ({ cake, by: { name: by } })),
      upcaster(CakeEatenV2, ({ cake, by }) => ({ cakes: [cake], by })),
    ],
  },
}
const eaten = (v: number, data: unknown) => decodeEvent(cakes, { id: "c1.0", type: "CakeEaten", v, data })
const current = { cakes: ["Opera"], by: { name: "Cora" } }

test("the current version is one more than the steps to it", () => {
  expect([currentVersion(cakes, "CakeEaten"), currentVersion(cakes, "TeaDrunk")]).toEqual([3, 1])
})
test.each([
  [1, { cake: "Opera", by: "Cora" }],
  [2, { cake: "Opera", by: { name: "Cora" } }],
  [3, current],
])("version %i is read in the current shape, and keeps the version that it was stored in", (v, data) => {
  expect(eaten(v, data)).toEqual({ type: "CakeEaten", v, data: current })
})
test("a version from the future asks for a deployment", () => {
  expect(() => eaten(4, current)).toThrow(/CakeEaten v4 is newer than this code, which knows v3: deploy first/)
})
test("an old version is checked by its own schema before it is changed", () => {
  expect(() => eaten(1, { cake: "Opera", by: { name: "Cora" } })).toThrow(/by/)
})
test("what the last step makes is checked by the current schema", () => {
  const lossy: Vocabulary = {
    events: { CakeEaten },
    upcasters: { CakeEaten: [upcaster(CakeEatenV1, () => ({ cakes: [] }))] },
  }
  const event = { id: "c1.0", type: "CakeEaten", v: 1, data: { cake: "Opera", by: "Cora" } }
  expect(() => decodeEvent(lossy, event)).toThrow(/cakes/)
})
