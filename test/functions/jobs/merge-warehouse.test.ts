import { expect, test } from "vitest"
import { mergeWarehouse, type Warehouse } from "#functions/jobs/merge-warehouse"

type Look = Awaited<ReturnType<Warehouse["look"]>>

/** A warehouse whose batch goes through these states, and then stays in the last one. Time passes only by waiting. */
const showing = (...states: Look[]) => {
  const seen = { submitted: [] as string[][], waited: 0 }
  const warehouse: Warehouse = {
    submit: async (statements) => {
      seen.submitted.push(statements)
      return "batch-1"
    },
    look: async () => (states.length > 1 ? states.shift() : states[0]) ?? {},
    pause: async (milliseconds) => {
      seen.waited += milliseconds
    },
  }
  return { seen, run: mergeWarehouse(warehouse) }
}

test("the merge is one batch, and the job waits until it is finished", async () => {
  const { seen, run } = showing(
    { Status: "SUBMITTED" },
    { Status: "PICKED" },
    { Status: "STARTED" },
    { Status: "FINISHED" },
  )
  expect(await run()).toEqual({ status: "FINISHED" })
  expect(seen.submitted).toHaveLength(1)
  expect(seen.submitted[0]?.[0]).toBe("lock table ticket_events_staging, processed_tickets_staging")
})

test("a statement that fails fails the job with its error", async () => {
  const { run } = showing({ Status: "STARTED" }, { Status: "FAILED", Error: "relation does not exist" })
  await expect(run()).rejects.toThrow("The merge batch-1 failed: relation does not exist")
})

test("a merge that was aborted fails the job", async () => {
  const { run } = showing({ Status: "ABORTED" })
  await expect(run()).rejects.toThrow("The merge batch-1 aborted")
})

test("the job does not wait for ever, nor longer than it may run", async () => {
  const { seen, run } = showing({ Status: "STARTED" })
  await expect(run()).rejects.toThrow("not finished after 100 s")
  expect(seen.waited).toBeGreaterThanOrEqual(100_000)
  expect(seen.waited).toBeLessThan(110_000)
})
