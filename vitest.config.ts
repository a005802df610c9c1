import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"
import { resources } from "./functions/resources.ts"
import { slowest } from "./test/support/patience.ts"

/** Names as on this machine, so that handlers can be imported; whoever needs the services starts them. */
const names = Object.fromEntries(Object.values(resources).map(({ env, name }) => [env, name]))

const all = "test/**/*.test.{ts,tsx}"

/** These start whole desks or keep clients of a cloud of their own: a process keeps such settings, so each file has one. */
const desks = ["bench", "cli/{prove,start}", "e2e", "functions/{store,triage}", "local/{cloud,door}", "web"]
const alone = [...desks.map((folder) => `test/${folder}/**/*.test.ts`), "test/functions/lease.test.ts"]

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    // It has the limit of tests, which Vitest's own timer would not extend for a busy machine.
    runner: "test/support/patient-runner.ts",
    testTimeout: 0,
    hookTimeout: 30_000 * slowest,
    teardownTimeout: 3_000 * slowest,
    // Those that start desks wait for them most of the time.
    maxWorkers: availableParallelism() + 1,
    env: { ...names, AWS_REGION: "us-east-1", POWERTOOLS_LOG_LEVEL: "SILENT", POWERTOOLS_METRICS_DISABLED: "true" },
    projects: [
      { extends: true, test: { name: "alone", include: alone } },
      {
        extends: true,
        test: { name: "together", include: [all], exclude: alone, isolate: false },
      },
    ],
  },
})
