import { once } from "node:events"
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi"
import { expect, onTestFinished, test } from "vitest"
import type { LiveConnections } from "#local/door/live-connections"
import { liveManagement } from "#local/door/live-management"
import { connect, type Door, letIn, openDoor, raw } from "#test/local/door/open-door"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"

/** The status with which the upgrade was refused. */
const refusal = (door: Door, path: string, headers = {}) =>
  raw(`${door.url}${path}`, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    },
  })

const managing = async (connections: LiveConnections, stage = "") => {
  const { url } = await localAws(liveManagement(connections))
  const credentials = { accessKeyId: "local", secretAccessKey: "local" }
  const client = new ApiGatewayManagementApiClient({ endpoint: `${url}${stage}`, region: "us-east-1", credentials })
  onTestFinished(() => client.destroy())
  return client
}

const idIn = ({ live }: Door) => [...live.keys()][0] ?? ""

test("an upgrade asks $connect, and a close tells $disconnect", async () => {
  const door = await openDoor(letIn)
  const socket = await connect(door, "?token=abc")
  const connectionId = idIn(door)
  socket.close(1000, "bye")
  await eventually(() => expect(door.invoked).toHaveLength(2))
  const context = {
    connectionId,
    stage: "local",
    domainName: `127.0.0.1:${door.port}`,
    connectedAt: expect.any(Number),
  }
  expect(door.invoked).toMatchObject([
    {
      name: "connect-live",
      event: {
        headers: { host: `127.0.0.1:${door.port}` },
        queryStringParameters: { token: "abc" },
        requestContext: { ...context, routeKey: "$connect", eventType: "CONNECT", messageDirection: "IN" },
      },
    },
    {
      name: "disconnect-live",
      event: {
        requestContext: {
          ...context,
          routeKey: "$disconnect",
          eventType: "DISCONNECT",
          disconnectStatusCode: 1000,
          disconnectReason: "bye",
        },
      },
    },
  ])
  expect(door.live.size).toBe(0)
})

test.each([
  ["refused by $connect", () => ({ statusCode: 401 }), 401],
  ["whose $connect fails", () => Promise.reject(new Error("no table")), 502],
  ["whose $connect answers nothing", () => undefined, 502],
])("an upgrade %s is no connection", async (_, answer, status) => {
  const door = await openDoor(answer)
  expect((await refusal(door, "/api/live?token=t")).status).toBe(status)
  expect([door.live.size, door.invoked.length]).toEqual([0, 1])
})

test.each([
  ["elsewhere", "/api/other", {}],
  ["for another host", "/api/live", { host: "evil.example" }],
])("an upgrade %s is a 404", async (_, path, headers) => {
  const door = await openDoor(letIn)
  expect((await refusal(door, path, headers)).status).toBe(404)
  expect(door.invoked).toEqual([])
})

test.each(["", "/local"])("the AWS SDK posts to a connection at an endpoint with the stage %j", async (stage) => {
  const door = await openDoor(letIn)
  const client = await managing(door.live, stage)
  const socket = await connect(door)
  const heard = once(socket, "message")
  await client.send(new PostToConnectionCommand({ ConnectionId: idIn(door), Data: '{"type":"changed"}' }))
  expect(String((await heard)[0])).toBe('{"type":"changed"}')
})

test("the AWS SDK asks about a connection and closes it", async () => {
  const door = await openDoor(letIn)
  const client = await managing(door.live)
  const socket = await connect(door)
  const ConnectionId = idIn(door)
  expect(await client.send(new GetConnectionCommand({ ConnectionId }))).toMatchObject({
    ConnectedAt: expect.any(Date),
    LastActiveAt: expect.any(Date),
    Identity: { SourceIp: "127.0.0.1" },
  })
  const closed = once(socket, "close")
  await client.send(new DeleteConnectionCommand({ ConnectionId }))
  expect((await closed)[0]).toBe(1000)
})

test("a connection that is gone answers GoneException", async () => {
  const door = await openDoor(letIn)
  const client = await managing(door.live)
  const socket = await connect(door)
  const ConnectionId = idIn(door)
  socket.close()
  await eventually(() => expect(door.live.size).toBe(0))
  const posting = client.send(new PostToConnectionCommand({ ConnectionId, Data: "late" }))
  await expect(posting).rejects.toMatchObject({ name: "GoneException", $metadata: { httpStatusCode: 410 } })
})

test("a message over 128 KB is refused", async () => {
  const door = await openDoor(letIn)
  const client = await managing(door.live)
  await connect(door)
  const Data = "x".repeat(128 * 1024 + 1)
  const posting = client.send(new PostToConnectionCommand({ ConnectionId: idIn(door), Data }))
  await expect(posting).rejects.toMatchObject({ name: "PayloadTooLargeException" })
})

test("a client that sends something hears that no route takes it", async () => {
  const door = await openDoor(letIn)
  const socket = await connect(door)
  const heard = once(socket, "message")
  socket.send("hello")
  expect(JSON.parse(String((await heard)[0]))).toEqual({
    message: "Forbidden",
    connectionId: idIn(door),
    requestId: expect.any(String),
  })
})
