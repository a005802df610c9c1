import { afterAll, beforeAll, expect, test } from "vitest"
import { prove } from "#cli/prove/prove"
import { type OpenCloud, openCloud } from "#test/support/cloud"
import { limitInSeconds } from "#test/support/patience"

const absent = () => Promise.reject(new Error("this stage has no such service"))

/** As a stage without parts: the steps that ask models are not there, and nobody asks the warehouse. */
let cloud: OpenCloud
beforeAll(async () => {
  cloud = await openCloud({ overrides: { "detect-sentiment": absent, respond: absent } })
})
afterAll(() => cloud?.close())

const proven = async (parts: OpenCloud["desk"]["parts"]) => {
  const proof = { desk: { ...cloud.desk, parts }, token: await cloud.token("agent"), patience: limitInSeconds(60) }
  const outcomes = await prove({ ...proof, select: absent, onOutcome: () => undefined })
  const names = outcomes.map(({ name }) => name.replace(/^\w+ → /, ""))
  return { names, failures: outcomes.filter(({ failure }) => failure) }
}

test("a desk without the parts is proven without them, and its rules are expected to judge", async () => {
  const { names, failures } = await proven(new Set())
  expect(failures).toEqual([])
  expect(names).toEqual(expect.arrayContaining(["classification", "S3 archive", "live WebSocket"]))
  expect(names.filter((name) => /warehouse|web app/.test(name))).toEqual([])
})
