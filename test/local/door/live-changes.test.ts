import { once } from "node:events"
import { CreateTableCommand, ScanCommand } from "@aws-sdk/client-dynamodb"
import { expect, onTestFinished, test, vi } from "vitest"
import { WebSocket } from "ws"
import { customerIdOf } from "#functions/lib/customer-id"
import { liveConnections } from "#local/door/live-connections"
import { liveManagement } from "#local/door/live-management"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { lambdaRuntime } from "#local/lambda/runtime"
import { TicketId } from "#schemas/id"
import { openDoor } from "#test/local/door/open-door"
import { eventually } from "#test/support/eventually"
import { inboxRows } from "#test/support/inbox-rows"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"
import { inboxRecord } from "#test/support/view-record"

const table = "ledgerdesk-connections"

/** The real functions behind the door, on the local DynamoDB. */
const openDesk = async () => {
  const live = liveConnections()
  const aws = await localAws(await dynamodb(await temporaryFolder()), liveManagement(live))
  vi.stubEnv("AWS_ENDPOINT_URL", aws.url)
  vi.stubEnv("AWS_REGION", "us-east-1")
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local")
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local")
  vi.stubEnv("CONNECTIONS_TABLE", table)
  vi.stubEnv("LIVE_ENDPOINT", aws.url)
  const key = { AttributeName: "connectionId" }
  await aws.dynamodb.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ ...key, AttributeType: "S" }],
      KeySchema: [{ ...key, KeyType: "HASH" }],
    }),
  )
  const lambda = lambdaRuntime()
  const door = await openDoor(undefined, { lambda, live })
  vi.stubEnv("ISSUER", door.issuer)
  vi.stubEnv("CLIENT_ID", "ledgerdesk-web")
  const rows = async () => (await aws.dynamodb.send(new ScanCommand({ TableName: table }))).Items ?? []
  /** Answers the row as it is now, with its version. */
  const rowChanged = async (ticketId: string, version: number, email: string) => {
    const [like] = inboxRows(1)
    if (!like) throw new Error("There is no sample of a row")
    const row = { ...like, ticketId: TicketId.parse(ticketId), customer: { ...like.customer, id: customerIdOf(email) } }
    await lambda.invoke("announce-changes", { Records: [inboxRecord(row, version)] })
    return { ...row, version }
  }
  return { door, rows, rowChanged }
}

type Desk = Awaited<ReturnType<typeof openDesk>>

const listen = async ({ door }: Desk, token: string) => {
  const socket = new WebSocket(`${door.url.replace("http", "ws")}/api/live?token=${token}`)
  onTestFinished(() => socket.terminate())
  const heard: unknown[] = []
  socket.on("message", (data) => heard.push(JSON.parse(String(data))))
  const opened = await Promise.race([once(socket, "open"), once(socket, "unexpected-response")])
  return { socket, heard, refused: opened[1]?.statusCode }
}

test("a changed ticket reaches those on the WebSocket who may see it, until they leave", async () => {
  const desk = await openDesk()
  const agent = await listen(desk, await desk.door.token("agent"))
  const customer = await listen(desk, await desk.door.token("customer"))
  const cora = await desk.rowChanged("TKT-1", 2, "cora.customer@example.com")
  const carl = await desk.rowChanged("TKT-2", 5, "carl.client@example.com")
  const first = { type: "changed", ticketId: "TKT-1", version: 2 }
  const second = { type: "changed", ticketId: "TKT-2", version: 5 }
  await eventually(() =>
    expect(agent.heard).toEqual([
      { ...first, row: cora },
      { ...second, row: carl },
    ]),
  )
  expect(customer.heard).toEqual([first])

  expect(await desk.rows()).toHaveLength(2)
  agent.socket.close()
  customer.socket.close()
  await eventually(async () => expect(await desk.rows()).toEqual([]))

  const stranger = await listen(desk, await desk.door.token("agent", "http://127.0.0.1:1/auth"))
  expect(stranger.refused).toBe(401)
  expect(await desk.rows()).toEqual([])
})
