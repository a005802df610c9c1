import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"
import { resources } from "./functions/resources.ts"
import { slowest } from "./test/support/patience.ts"

/** Names as on this machine, so that handlers can be imported; whoever needs the services starts them. */
const names = Object.fromEntries(Object.values(resources).map(({ env, name }) => [env, name]))

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    expect: { requireAssertions: true },
    // It has the limit of tests, which Vitest's own timer would not extend for a busy machine.
    runner: "test/support/patient-runner.ts",
    testTimeout: 0,
    hookTimeout: 30_000 * slowest,
    teardownTimeout: 3_000 * slowest,
    // Vitest leaves one core to itself, but most tests wait for something: on two cores that would be half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { ...names, AWS_REGION: "us-east-1", POWERTOOLS_LOG_LEVEL: "SILENT", POWERTOOLS_METRICS_DISABLED: "true" },
  },
})
