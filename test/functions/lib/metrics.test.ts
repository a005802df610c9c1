import { beforeEach, expect, test, vi } from "vitest"
import { z } from "zod"

const Embedded = z.looseObject({
  _aws: z.object({ CloudWatchMetrics: z.array(z.looseObject({ Namespace: z.string() })) }),
  function: z.string(),
})

let written: string[]
beforeEach(() => {
  written = []
  vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false")
  vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "project-views")
  vi.resetModules()
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
  return () => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }
})

const lines = () =>
  written
    .join("")
    .split("\n")
    .filter((each) => each.includes("_aws"))

test("a batch leaves one line in CloudWatch's embedded metric format, with every age and the function", async () => {
  const { measured, noteAge } = await import("#functions/lib/metrics")
  const handle = measured(async (ats: string[]) => {
    for (const at of ats) noteAge("ProjectionLag", at)
  })
  await handle([new Date(Date.now() - 5_000).toISOString(), new Date(Date.now() + 60_000).toISOString()])
  const found = lines().map((each) => Embedded.parse(JSON.parse(each)))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    function: "project-views",
    _aws: { CloudWatchMetrics: [{ Namespace: "Ledgerdesk" }] },
  })
  const [age = 0, future] = z.array(z.number()).parse(found[0]?.ProjectionLag)
  expect(age).toBeGreaterThanOrEqual(5_000)
  expect(future).toBe(0)
})

test("metrics leave also when the batch fails, and nothing is written where there are none", async () => {
  const { measured, notePoison } = await import("#functions/lib/metrics")
  const failing = measured(async () => {
    notePoison()
    throw new Error("broken")
  })
  await expect(failing()).rejects.toThrow("broken")
  await measured(async () => undefined)()
  expect(lines().map((each) => JSON.parse(each).PoisonedRows)).toEqual([1])
})
