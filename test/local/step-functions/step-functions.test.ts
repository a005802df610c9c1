import { GetExecutionHistoryCommand, StopExecutionCommand } from "@aws-sdk/client-sfn"
import { beforeEach, describe, expect, test, vi } from "vitest"
import { eventually } from "#test/support/eventually"
import { temporaryFolder } from "#test/support/temporary"
import { described, ended, failing, never, onlyOne, start, stateMachineArn, workflow } from "#test/support/workflow"

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
  vi.spyOn(console, "error").mockReturnValue(undefined)
  return () => vi.restoreAllMocks()
})

test("an execution invokes the function and ends with the output that AWS would give it", async () => {
  const invoked: unknown[] = []
  const on = await workflow(folder, async (name, event) => {
    invoked.push([name, event])
    return { said: "done" }
  })
  const execution = await ended(on, await start(on))
  expect(invoked).toEqual([["respond", { number: 1 }]])
  expect(execution).toMatchObject({ status: "SUCCEEDED", name: "one", stateMachineArn, input: '{"number":1}' })
  expect(JSON.parse(execution.output ?? "")).toEqual({ number: 1, work: { said: "done", status: 200 } })
  expect(execution.stopDate?.getTime()).toBeGreaterThanOrEqual(execution.startDate?.getTime() ?? Number.NaN)
})

describe("errors", () => {
  test("that pass are retried by their name, at the local pace", async () => {
    let attempts = 0
    const on = await workflow(folder, async () => {
      if (++attempts <= 2) throw failing("Passing")
      return { said: "at last" }
    })
    expect(await ended(on, await start(on))).toMatchObject({ status: "SUCCEEDED" })
    expect(attempts).toBe(3)
  })

  test("that are caught lead on, with error and cause in Lambda's shape", async () => {
    const on = await workflow(folder, () => Promise.reject(failing("Known")))
    const { status, output } = await ended(on, await start(on))
    expect(status).toBe("SUCCEEDED")
    const { failure, by } = JSON.parse(output ?? "")
    expect(by).toBe("otherwise")
    expect(failure.Error).toBe("Known")
    expect(JSON.parse(failure.Cause)).toMatchObject({ errorType: "Known", errorMessage: "it is Known" })
  })

  test("that nobody catches fail the execution", async () => {
    const on = await workflow(folder, () => Promise.reject(failing("Fatal")))
    const failed = await ended(on, await start(on))
    expect(failed).toMatchObject({ status: "FAILED", error: "Fatal", cause: expect.stringContaining("it is Fatal") })
    expect(failed.output).toBeUndefined()
  })

  test("that never pass fail the execution after the last retry", async () => {
    let attempts = 0
    const on = await workflow(folder, () => {
      attempts++
      return Promise.reject(failing("Passing"))
    })
    expect(await ended(on, await start(on))).toMatchObject({ status: "FAILED", error: "Passing" })
    expect(attempts).toBe(3)
  })
})

describe("after a crash", () => {
  test("a new instance runs what was acknowledged again from its input, and leaves alone what had finished", async () => {
    const before = await workflow(folder, onlyOne)
    const finished = await start(before, "first")
    await ended(before, finished)
    const waiting = await Promise.all(["a", "b", "c"].map((name) => start(before, name, '{"number":2}')))

    const invoked: unknown[] = []
    const after = await workflow(folder, async (_, event) => {
      invoked.push(event)
      return { said: "later" }
    })
    after.resume()
    for (const arn of waiting) expect(await ended(after, arn)).toMatchObject({ status: "SUCCEEDED" })
    expect(invoked).toEqual([{ number: 2 }, { number: 2 }, { number: 2 }])
    expect(await described(after, finished)).toMatchObject({ output: expect.stringContaining("done") })
  })

  test("closing leaves running executions to the next start", async () => {
    const before = await workflow(folder, never)
    const arn = await start(before)
    await before.close()
    const after = await workflow(folder, async () => ({ said: "later" }))
    expect((await described(after, arn)).status).toBe("RUNNING")
    after.resume()
    expect((await ended(after, arn)).status).toBe("SUCCEEDED")
  })
})

test("at most 16 executions run at a time, and all of them run", async () => {
  const waiting: (() => void)[] = []
  const on = await workflow(folder, () => new Promise((resolve) => waiting.push(() => resolve({ said: "done" }))))
  const arns = await Promise.all(Array.from({ length: 40 }, (_, index) => start(on, `n${index}`)))
  await eventually(() => expect(waiting).toHaveLength(16))
  for (let more = 16; more < 40; more++) {
    waiting.shift()?.()
    await eventually(() => expect(waiting).toHaveLength(16))
  }
  for (const answer of waiting) answer()
  for (const arn of arns) expect((await ended(on, arn)).status).toBe("SUCCEEDED")
})

test("a stopped execution is ABORTED, and what its function answers later changes nothing", async () => {
  let answer: (value: unknown) => void = () => undefined
  const on = await workflow(folder, () => new Promise((resolve) => (answer = resolve)))
  const executionArn = await start(on)
  await on.client.send(new StopExecutionCommand({ executionArn, error: "Enough", cause: "by hand" }))
  answer({ said: "too late" })
  expect(await described(on, executionArn)).toMatchObject({ status: "ABORTED", error: "Enough", cause: "by hand" })
  const { events = [] } = await on.client.send(new GetExecutionHistoryCommand({ executionArn }))
  expect(events.map(({ type }) => type)).not.toContain("ExecutionSucceeded")
})
