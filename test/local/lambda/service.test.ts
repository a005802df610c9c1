import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda"
import { expect, onTestFinished, test } from "vitest"
import { credentials } from "#local/clients"
import type { Handler } from "#local/lambda/lambda"
import { lambdaRuntime } from "#local/lambda/runtime"
import { lambdaService } from "#local/lambda/service"
import { region } from "#local/region"
import { hastyClock } from "#test/support/clocks"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"

const serve = async (handler: Handler) => {
  const lambda = lambdaRuntime({ overrides: { "get-me": handler }, off: new Set(["get-health"]) })
  const { url } = await localAws(lambdaService(lambda, { clock: hastyClock(), print: () => undefined }))
  const client = new LambdaClient({ endpoint: url, region, credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  return client
}

const json = (payload: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(payload ?? []).toString())

test("a function is invoked by its name or its ARN and answers JSON", async () => {
  const client = await serve(async (event) => ({ got: event }))
  for (const FunctionName of ["get-me", "arn:aws:lambda:us-east-1:000000000000:function:get-me:$LATEST"]) {
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{"a":1}') }))
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" })
    expect(answer.FunctionError).toBeUndefined()
    expect(json(answer.Payload)).toEqual({ got: { a: 1 } })
  }
})

test("a function's error is an answer, as Lambda gives it", async () => {
  const client = await serve(async () => {
    throw new RangeError("too far")
  })
  const answer = await client.send(new InvokeCommand({ FunctionName: "get-me" }))
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" })
  expect(json(answer.Payload)).toEqual({
    errorType: "RangeError",
    errorMessage: "too far",
    trace: expect.arrayContaining(["RangeError: too far"]),
  })
})

test("an unknown function, one that is off and a payload that is not JSON are errors by name", async () => {
  const client = await serve(async () => 1)
  await expect(client.send(new InvokeCommand({ FunctionName: "no-such" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    $metadata: { httpStatusCode: 404 },
  })
  await expect(client.send(new InvokeCommand({ FunctionName: "get-health" }))).rejects.toMatchObject({
    name: "TooManyRequestsException",
  })
  const broken = new InvokeCommand({ FunctionName: "get-me", Payload: Buffer.from("{") })
  await expect(client.send(broken)).rejects.toMatchObject({ name: "InvalidRequestContentException" })
})

test("an asynchronous invocation is acknowledged at once and tried three times", async () => {
  let calls = 0
  const client = await serve(async () => {
    calls += 1
    throw new Error("still broken")
  })
  const answer = await client.send(new InvokeCommand({ FunctionName: "get-me", InvocationType: "Event" }))
  expect(answer.StatusCode).toBe(202)
  await eventually(() => expect(calls).toBe(3))
})

test("a dry run runs nothing", async () => {
  let calls = 0
  const client = await serve(async () => {
    calls += 1
  })
  const answer = await client.send(new InvokeCommand({ FunctionName: "get-me", InvocationType: "DryRun" }))
  expect([answer.StatusCode, calls]).toEqual([204, 0])
})
