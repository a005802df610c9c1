import { expect, test } from "vitest"
import { stacksOf } from "#test/support/synth/stacks"

test.each(["test", "production"])("the stacks of stage %s run to their end", async (stage) => {
  const { app, resources } = await stacksOf({ stage })
  expect(app.stage).toBe(stage)
  expect(resources.length).toBeGreaterThan(200)
})
