import { expect, test } from "vitest"
import { viewStamps } from "#cli/docs/view-stamps"
import { aggregates } from "#core/registry"
import type { ReadModel } from "#projections/read-model"
import { readModels } from "#projections/registry"
import { stampOf } from "#projections/stamps"

const models = Object.entries<ReadModel>(readModels)

test.each(Object.entries(viewStamps()))(
  "%s carries the stamp of the code that makes it: run `npm run desk -- stamp` if not",
  (name, stamp) => {
    expect(stampOf(name)).toBe(stamp)
  },
)

test.each(models)(
  "%s is registered under its own name, reads a category that there is, and names events of it",
  (name, { name: own, from, on }) => {
    const of = aggregates.find(({ category }) => category === from)
    expect([own, of?.category], `make name and from of ${name} true`).toEqual([name, from])
    expect(Object.keys(of?.events ?? {})).toEqual(expect.arrayContaining(on === "all" ? [] : [...on]))
  },
)
