import { setImmediate as turn } from "node:timers/promises"
import { expect, onTestFinished, test, vi } from "vitest"
import { functionError } from "#local/lambda/error"
import { functionThread } from "#local/lambda/function-thread"
import { lambdaRuntime } from "#local/lambda/runtime"
import { eventually } from "#test/support/eventually"

/** Functions in a thread that does what the event asks for. */
const odd = () => {
  const printed: string[] = []
  const file = new URL("../../support/odd-functions.ts", import.meta.url)
  const host = functionThread({ file, print: (line) => printed.push(line) })
  const { invoke, close } = lambdaRuntime({ host })
  onTestFinished(close)
  const ask = (what: string) => invoke("get-me", { do: what })
  return { ask, failure: (what: string) => ask(what).then(() => undefined, functionError), printed, close }
}

test("the map's handlers run in a thread of their own, with this process's environment", async () => {
  vi.stubEnv("ISSUER", "https://issuer.example")
  onTestFinished(() => void vi.unstubAllEnvs())
  const { invoke, load, close } = lambdaRuntime({ host: functionThread() })
  onTestFinished(close)
  await load()
  const request = { requestContext: { http: { method: "GET" } }, headers: {} }
  expect(await invoke("get-openapi", request)).toMatchObject({ statusCode: 200 })
})

test("what the environment says when the thread starts reaches its handlers", async () => {
  const { ask } = odd()
  vi.stubEnv("ODD_VALUE", "set late")
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(await ask("answer")).toEqual({ thread: "other", value: "set late" })
})

test("what a handler throws arrives as Lambda reports it", async () => {
  const { failure } = odd()
  expect(await failure("throw")).toEqual({
    errorType: "Odd",
    errorMessage: "on purpose",
    trace: expect.arrayContaining(["Odd: on purpose", expect.stringMatching(/^ +at .*odd-functions/)]),
  })
  expect(await failure("throw a text")).toMatchObject({ errorType: "string", errorMessage: "a text" })
})

test.each(["exit", "leave a promise"])(
  "where a handler makes the thread %s, what runs fails and others go on",
  async (what) => {
    const { ask, failure, printed } = odd()
    await ask("answer")
    expect(await failure(what)).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(
        /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status \d$/,
      ),
    })
    expect(await eventually(() => ask("answer"))).toMatchObject({ thread: "other" })
    expect(printed).toEqual([expect.stringMatching(/^functions: their thread ended \(.+\); it is started again$/)])
  },
)

test("a handler that keeps the thread busy does not keep it from closing", async () => {
  const { ask, failure, printed, close } = odd()
  await ask("answer")
  const busy = failure("keep busy")
  await turn()
  await close()
  expect(await busy).toMatchObject({ errorType: "Runtime.ExitError" })
  expect(printed).toEqual([])
})
