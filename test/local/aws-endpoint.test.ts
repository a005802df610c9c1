import { createServer } from "node:http"
import { CreateStreamCommand, KinesisClient, ListStreamsCommand, PutRecordCommand } from "@aws-sdk/client-kinesis"
import { ListTopicsCommand } from "@aws-sdk/client-sns"
import { expect, onTestFinished, test, vi } from "vitest"
import { awsEndpoint } from "#local/aws-endpoint"
import { credentials } from "#local/clients"
import { kinesis } from "#local/kinesis/kinesis"
import { jsonService, type Operation, type Service } from "#local/service"
import { sts } from "#local/sts"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const signedFor = (scope: string) =>
  `AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/${scope}/aws4_request, Signature=00`

const back: Operation = async (input) => input
const echo = (): Service => jsonService("echo", { Echo: back })

const identity = {
  method: "POST",
  headers: { authorization: signedFor("sts") },
  body: new URLSearchParams({ Action: "GetCallerIdentity" }),
}

const echoed = async (url: string, headers: Record<string, string>) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "x-amz-target": "Echo_1.Echo", ...headers },
    body: '{"a":1}',
  })
  return { status: response.status, body: await response.json() }
}

test("a request reaches the service that its Authorization header was signed for", async () => {
  const { url } = await localAws(sts(), echo())
  expect(await echoed(url, { authorization: signedFor("echo") })).toEqual({ status: 200, body: { a: 1 } })
})

test("a presigned request reaches the service that its query was signed for", async () => {
  const { url } = await localAws(sts(), echo())
  const query = new URLSearchParams({ "X-Amz-Credential": "key/20260101/us-east-1/echo/aws4_request" })
  expect(await echoed(`${url}/?${query}`, {})).toEqual({ status: 200, body: { a: 1 } })
})

test("an unsigned request is refused", async () => {
  const { url } = await localAws(echo())
  const { status, body } = await echoed(url, {})
  expect(status).toBe(403)
  expect(body).toMatchObject({ __type: "MissingAuthenticationTokenException" })
})

test("a service that is not there is named, and so are those that are", async () => {
  const { url } = await localAws(echo(), sts())
  const { body } = await echoed(url, { authorization: signedFor("ec2") })
  expect(body).toMatchObject({
    __type: "UnknownOperationException",
    message: expect.stringMatching(/"ec2".*echo, sts/),
  })
})

test("a service of the query protocol that is not there is refused in XML, which its clients can read", async () => {
  const { sns } = await localAws(echo())
  const message = expect.stringContaining('no local service "sns"')
  await expect(sns.send(new ListTopicsCommand())).rejects.toMatchObject({ name: "UnknownOperationException", message })
})

test("a web page from elsewhere is refused, one from this machine is not", async () => {
  const { url } = await localAws(echo())
  const authorization = signedFor("echo")
  expect(await echoed(url, { authorization, origin: "https://evil.example" })).toMatchObject({ status: 403 })
  expect(await echoed(url, { authorization, origin: "null" })).toMatchObject({ status: 403 })
  expect(await echoed(url, { authorization, origin: "http://localhost:3000" })).toMatchObject({ status: 200 })
})

test("input that is not JSON is the client's error", async () => {
  const { url } = await localAws(echo())
  const headers = { authorization: signedFor("echo"), "x-amz-target": "Echo_1.Echo" }
  const response = await fetch(url, { method: "POST", headers, body: "{" })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ __type: "SerializationException" })
})

test("the Kinesis client as it comes, over HTTP/2, is served", async () => {
  const { url } = await localAws(await kinesis(await temporaryFolder()))
  const client = new KinesisClient({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  expect(client.config.requestHandler.metadata?.handlerProtocol).toBe("h2")
  await client.send(new CreateStreamCommand({ StreamName: "intake", ShardCount: 1 }))
  await eventually(async () => {
    const record = new PutRecordCommand({ StreamName: "intake", PartitionKey: "a", Data: Buffer.alloc(900_000) })
    expect(await client.send(record)).toMatchObject({ ShardId: "shardId-000000000000" })
  })
  const nowhere = new PutRecordCommand({ StreamName: "nowhere", PartitionKey: "a", Data: Buffer.alloc(1) })
  await expect(client.send(nowhere)).rejects.toMatchObject({ name: "ResourceNotFoundException" })
  const { StreamNames } = await client.send(new ListStreamsCommand())
  expect(StreamNames).toEqual(["intake"])
})

test("a taken port is one clear line that names the setting", async () => {
  const server = createServer().listen(0, "127.0.0.1")
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once("listening", resolve))
  const address = server.address()
  const port = address && typeof address === "object" ? address.port : 0
  await expect(awsEndpoint([], port)).rejects.toThrow(`Port ${port} is taken: stop what listens there, or set AWS_PORT`)
})

test("closing lets a call under way finish, and waits for no idle connection", async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const slow: Operation = async (input) => promise.then(() => input)
  const arrived = Promise.withResolvers<void>()
  const noticed: Operation = (input, call) => {
    arrived.resolve()
    return slow(input, call)
  }
  const { port, close } = await awsEndpoint([jsonService("echo", { Echo: noticed }), sts()], 0)
  const url = `http://127.0.0.1:${port}`
  expect(await (await fetch(url, identity)).text()).toContain("<Account>000000000000</Account>")
  const call = echoed(url, { authorization: signedFor("echo") })
  await arrived.promise
  // With the clock stopped, nothing is cut for being late.
  vi.useFakeTimers({ toFake: ["setTimeout"] })
  onTestFinished(() => void vi.useRealTimers())
  const closed = close()
  resolve()
  expect(await call).toEqual({ status: 200, body: { a: 1 } })
  await closed
})

test("closing cuts a call that never ends", async () => {
  const arrived = Promise.withResolvers<void>()
  const never: Operation = () => {
    arrived.resolve()
    return new Promise(() => undefined)
  }
  const { port, close } = await awsEndpoint([jsonService("echo", { Echo: never })], 0)
  const call = echoed(`http://127.0.0.1:${port}`, { authorization: signedFor("echo") })
  const cut = expect(call).rejects.toThrow()
  await arrived.promise
  await close()
  await cut
})
