import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"
import { resources } from "./functions/resources.ts"

/** Names as on this machine, so that handlers can be imported; whoever needs the services starts them. */
const names = Object.fromEntries(Object.values(resources).map(({ env, name }) => [env, name]))

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    // Limits for a machine that is busy with something else, not expectations.
    expect: { requireAssertions: true, poll: { timeout: 15_000 } },
    // Vitest leaves one core to itself, but most tests wait for something: on two cores that would be half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { ...names, AWS_REGION: "us-east-1", POWERTOOLS_LOG_LEVEL: "SILENT", POWERTOOLS_METRICS_DISABLED: "true" },
  },
})
