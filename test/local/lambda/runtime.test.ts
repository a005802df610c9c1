import { expect, test } from "vitest"
import { manifest } from "#functions/manifest"
import type { LambdaContext } from "#local/lambda/lambda"
import { lambdaRuntime } from "#local/lambda/runtime"
import { stoppedClock } from "#test/support/clocks"

test("a handler gets its event and a context, and its answer comes back", async () => {
  let seen: LambdaContext | undefined
  const { invoke } = lambdaRuntime({
    overrides: {
      "get-me": async (event, context) => {
        seen = context
        return { got: event }
      },
    },
  })
  expect(await invoke("get-me", { a: 1 })).toEqual({ got: { a: 1 } })
  expect(seen).toMatchObject({
    functionName: "get-me",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:get-me",
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    memoryLimitInMB: String(manifest["get-me"].memory),
  })
})

test("nothing but JSON crosses the border, and no reference does", async () => {
  const kept: unknown[] = []
  const { invoke } = lambdaRuntime({
    overrides: {
      "get-me": async (event) => {
        kept.push(event)
        return { kept, at: new Date(0), nothing: undefined }
      },
    },
  })
  const event = { list: [1], at: new Date(0), nothing: undefined }
  const answer = await invoke("get-me", event)
  event.list.push(2)
  expect(kept).toEqual([{ list: [1], at: "1970-01-01T00:00:00.000Z" }])
  expect(answer).toEqual({ kept: [{ list: [1], at: "1970-01-01T00:00:00.000Z" }], at: "1970-01-01T00:00:00.000Z" })
  expect(await lambdaRuntime({ overrides: { "get-me": async () => undefined } }).invoke("get-me", {})).toBeNull()
})

test("a handler that outlives its function's timeout is given up on, in Lambda's words", async () => {
  const clock = stoppedClock()
  const seconds = manifest["get-me"].timeout
  let remaining: number[] = []
  const { invoke } = lambdaRuntime({
    clock,
    overrides: {
      "get-me": async (_, context) => {
        remaining = [context.getRemainingTimeInMillis()]
        await clock.pause(1_000)
        remaining.push(context.getRemainingTimeInMillis())
        return new Promise(() => undefined)
      },
    },
  })
  const outcome = invoke("get-me", {}).catch((error: unknown) => error)
  await clock.advance(seconds * 1000)
  expect(await outcome).toMatchObject({
    name: "Sandbox.Timedout",
    message: expect.stringMatching(new RegExp(`Task timed out after ${seconds}.00 seconds`)),
  })
  expect(remaining).toEqual([seconds * 1000, seconds * 1000 - 1000])
})

test("on a machine that is slow a handler is given its timeout several times", async () => {
  const clock = stoppedClock()
  const seconds = manifest["get-me"].timeout
  const handler = async (_: unknown, context: LambdaContext) => {
    await clock.pause(2 * seconds * 1000)
    return context.getRemainingTimeInMillis()
  }
  const { invoke } = lambdaRuntime({ clock, patience: 3, overrides: { "get-me": handler } })
  const remaining = invoke("get-me", {})
  await clock.advance(2 * seconds * 1000)
  expect(await remaining).toBe(seconds * 1000)
})

test("a handler that is in time leaves no timer behind", async () => {
  const clock = stoppedClock()
  const { invoke } = lambdaRuntime({ clock, overrides: { "get-me": async () => 1 } })
  expect([await invoke("get-me", {}), clock.waiting()]).toEqual([1, 0])
})

test("what a handler throws, also outside a promise, reaches the caller as it was", async () => {
  const broken = new TypeError("broken")
  const { invoke } = lambdaRuntime({
    overrides: {
      "get-me": () => {
        throw broken
      },
    },
  })
  await expect(invoke("get-me", {})).rejects.toBe(broken)
})

test("a function that is off cannot be invoked", async () => {
  const { invoke } = lambdaRuntime({ off: new Set(["get-me"]), overrides: { "get-me": async () => 1 } })
  await expect(invoke("get-me", {})).rejects.toMatchObject({ name: "TooManyRequestsException", status: 429 })
})

test("a handler is found by the manifest", async () => {
  const { invoke } = lambdaRuntime()
  const answer = await invoke("get-openapi", { requestContext: { http: { method: "GET" } }, headers: {} })
  expect(answer).toMatchObject({ statusCode: 200 })
})

test("it is quiet once nothing runs, or when one has waited long enough", async () => {
  const clock = stoppedClock()
  const { promise, resolve } = Promise.withResolvers<void>()
  const { invoke, quiet } = lambdaRuntime({ overrides: { "get-me": () => promise }, clock })
  const answer = invoke("get-me", {})
  const told: string[] = []
  const impatient = quiet(1_000).then(() => told.push("waited"))
  const patient = quiet(8_000).then(() => told.push("quiet"))
  await clock.advance(1_000)
  await impatient
  expect(told).toEqual(["waited"])
  resolve()
  await Promise.all([answer, patient])
  expect(told).toEqual(["waited", "quiet"])
})
