import {
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn"
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest"
import { openState } from "#local/state"
import { stepFunctions } from "#local/step-functions/step-functions"
import { temporaryFolder } from "#test/support/temporary"
import {
  definition,
  described,
  ended,
  failing,
  never,
  onlyOne,
  start,
  stateMachineArn,
  workflow,
} from "#test/support/workflow"

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
  vi.spyOn(console, "error").mockReturnValue(undefined)
  return () => vi.restoreAllMocks()
})

describe("a name", () => {
  test("with the same input is the same start while it runs", async () => {
    const on = await workflow(folder, never)
    expect(await start(on)).toBe(await start(on))
  })

  test("with another input is taken", async () => {
    const on = await workflow(folder, never)
    await start(on)
    await expect(start(on, "one", '{"number":2}')).rejects.toMatchObject({ name: "ExecutionAlreadyExists" })
  })

  test("of a finished execution is taken", async () => {
    const on = await workflow(folder, async () => ({ said: "done" }))
    await ended(on, await start(on))
    await expect(start(on)).rejects.toMatchObject({ name: "ExecutionAlreadyExists" })
  })

  test.each(["a b", "a/b", "a:b", "", "x".repeat(81)])("that AWS refuses is refused: %j", async (name) => {
    const on = await workflow(folder, never)
    await expect(start(on, name)).rejects.toMatchObject({ name: expect.stringMatching(/InvalidName|Validation/) })
  })
})

test.each([
  ["of an unknown machine", { stateMachineArn: `${stateMachineArn}s` }, "StateMachineDoesNotExist"],
  ["with an input that is not JSON", { input: "{" }, "InvalidExecutionInput"],
])("a start %s is refused with AWS's error", async (_, wrong, name) => {
  const { client } = await workflow(folder, never)
  await expect(client.send(new StartExecutionCommand({ stateMachineArn, ...wrong }))).rejects.toMatchObject({ name })
})

test("executions are listed newest first, by status, page by page", async () => {
  const on = await workflow(folder, onlyOne)
  for (const name of ["a", "b", "c"]) await ended(on, await start(on, name))
  await start(on, "d", '{"number":2}')
  const names = async (more: object) => {
    const page = await on.client.send(new ListExecutionsCommand({ stateMachineArn, ...more }))
    return { names: page.executions?.map(({ name }) => name), nextToken: page.nextToken }
  }
  expect((await names({})).names).toEqual(["d", "c", "b", "a"])
  expect((await names({ statusFilter: "RUNNING" })).names).toEqual(["d"])
  const first = await names({ maxResults: 3 })
  expect(first.names).toEqual(["d", "c", "b"])
  expect((await names({ maxResults: 3, nextToken: first.nextToken })).names).toEqual(["a"])
})

test("the history tells what happened in AWS's shape, in either order", async () => {
  let attempts = 0
  const on = await workflow(folder, () =>
    ++attempts === 1 ? Promise.reject(failing("Passing")) : Promise.resolve({ said: "done" }),
  )
  const executionArn = await start(on)
  await ended(on, executionArn)
  const { events = [] } = await on.client.send(new GetExecutionHistoryCommand({ executionArn }))
  expect(events.map(({ type }) => type)).toEqual([
    "ExecutionStarted",
    "TaskStateEntered",
    "TaskFailed",
    "TaskScheduled",
    "TaskStateExited",
    "ExecutionSucceeded",
  ])
  expect(events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6])
  expect(events[1]?.stateEnteredEventDetails).toEqual({ name: "Work", input: '{"number":1}' })
  expect(events[2]?.taskFailedEventDetails).toMatchObject({ error: "Passing", resourceType: "lambda" })
  const reversed = await on.client.send(
    new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
  )
  expect(reversed.events?.map(({ type }) => type)).toEqual(["ExecutionSucceeded"])
})

test("what finished more than a day ago is forgotten at the next start", async () => {
  const before = await workflow(folder, onlyOne)
  const old = await start(before, "old")
  await ended(before, old)
  const unfinished = await start(before, "unfinished", '{"number":2}')
  await before.close()
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 60 * 60 * 1000 })
  onTestFinished(() => void vi.useRealTimers())
  const after = await workflow(folder, never)
  await expect(described(after, old)).rejects.toMatchObject({ name: "ExecutionDoesNotExist" })
  expect((await described(after, unfinished)).status).toBe("RUNNING")
})

test("a machine is described with the ARNs of its functions", async () => {
  const { client } = await workflow(folder, never)
  const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn }))
  expect(described).toMatchObject({ name: "work", type: "STANDARD", status: "ACTIVE" })
  expect(described.definition).toContain("arn:aws:lambda:us-east-1:000000000000:function:respond")
})

test("an operation that it does not have is refused, never answered with nothing", async () => {
  const { client } = await workflow(folder, never)
  const command = new SendTaskSuccessCommand({ taskToken: "t", output: "{}" })
  await expect(client.send(command)).rejects.toMatchObject({ name: "UnknownOperationException" })
})

test.each([
  ["is not valid", definition.replace('"Otherwise"}', '"Nowhere"}'), /Nowhere/],
  ["names a function that there is not", definition.replace("{respond}", "{nobody}"), /function nobody/],
  ["uses another service", definition.replace(":::lambda:invoke", ":::sqs:sendMessage"), /sqs:sendMessage/],
])("a definition that %s is refused at the start", (_, wrong, reason) => {
  const state = openState(folder)
  onTestFinished(() => state.close())
  expect(() => stepFunctions(state, { invoke: never }, [{ name: "work", definition: wrong }])).toThrow(reason)
})
