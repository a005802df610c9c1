import { expect, test } from "vitest"
import { stampOfSources } from "#cli/docs/fold-stamp"
import { foldStamp } from "#core/ticket/fold-stamp"

test("snapshots carry the stamp of the code that makes them: run `npm run desk -- stamp` if not", () => {
  expect(foldStamp).toBe(stampOfSources())
})
