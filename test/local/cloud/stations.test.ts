import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb"
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs"
import { marshall } from "@aws-sdk/util-dynamodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { selectRows } from "#cli/operate/sql"
import { historyOf } from "#cli/prove/history"
import { prove } from "#cli/prove/prove"
import { resources } from "#functions/resources"
import { snapshotPlace } from "#functions/store/snapshot-item"
import { clients } from "#local/clients"
import { queueUrl } from "#local/environment"
import { tables } from "#schemas/tables"
import { agent } from "#test/support/actors"
import { type OpenCloud, openCloud } from "#test/support/cloud"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { limitInSeconds } from "#test/support/patience"
import { submitted } from "#test/support/recorded"
import { unreadableItemOf } from "#test/support/stream-record"

let cloud: OpenCloud
let aws: ReturnType<typeof clients>
beforeAll(async () => {
  cloud = await openCloud()
  aws = clients(cloud.awsUrl)
})
afterAll(async () => {
  aws?.destroy()
  await cloud?.close()
})

test("a ticket through any door passes every station", async () => {
  const heard: string[] = []
  const proof = {
    desk: cloud.desk,
    token: await cloud.token("agent"),
    patience: limitInSeconds(60),
    select: selectRows,
  }
  const outcomes = await prove({ ...proof, onOutcome: ({ name }) => heard.push(name) })
  expect(outcomes.filter(({ failure }) => failure)).toEqual([])
  expect(heard).toHaveLength(outcomes.length)
  expect(outcomes.length).toBeGreaterThan(35)
})

test("the same record again changes nothing, and a malformed one holds up nobody", async () => {
  const agent = await cloud.as("agent")
  const twice = message("TKT-twice")
  const broken = { ...message("TKT-broken"), submittedAt: "yesterday" }
  await putRecords(aws.kinesis, [twice, broken, twice])
  await putRecords(aws.kinesis, [twice, message("TKT-after")])
  await eventually(
    async () => {
      const types = (await historyOf(agent, "TKT-twice")).map(({ type }) => type)
      expect(types).toContain("NotificationSent")
      expect(types.filter((type) => type === "TicketSubmitted")).toHaveLength(1)
      expect(new Set(types).size).toBe(types.length)
      expect((await historyOf(agent, "TKT-after")).length).toBeGreaterThan(0)
    },
    { within: 30_000 },
  )
  const QueueUrl = queueUrl(cloud.awsUrl, "ticket-intake-dlq")
  const { Messages = [] } = await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))
  expect(Messages[0]?.Body).toMatch(/submittedAt/)
  expect(Messages[0]?.Body).toMatch(/TKT-broken/)
})

test("a customer sees their own tickets only, and no route answers without a token", async () => {
  const customer = await cloud.as("customer")
  await expect(historyOf(customer, "TKT-twice")).rejects.toThrow(/403/)
  await expect(customer.post("/api/tickets/TKT-twice/post-reply", { text: "Hello" })).rejects.toThrow(/404/)
  expect((await fetch(`${cloud.url}/api/tickets`)).status).toBe(401)
})

test("a long ticket has a snapshot soon after its sixteenth event, which no reader of its history sees", async () => {
  const agent = await cloud.as("agent")
  for (let n = 0; n < 16; n++) await agent.post("/api/tickets/TKT-twice/add-note", { text: `Note ${n}` })
  const Key = { pk: { S: "TICKET#TKT-twice" }, sk: { N: String(snapshotPlace) } }
  await eventually(
    async () => {
      const { Item } = await aws.dynamodb.send(new GetItemCommand({ TableName: tables.events.name, Key }))
      expect(Number(Item?.version?.N)).toBeGreaterThanOrEqual(16)
    },
    { within: 30_000 },
  )
  const versions = (await historyOf(agent, "TKT-twice")).map(({ version }) => version)
  expect(versions).toEqual(Array.from({ length: versions.length }, (_, index) => index + 1))
})

test("a commit that nobody can read is refused with the reason at once, and what comes after it goes on", async () => {
  const commit = { id: "TKT-odd", expected: 0, facts: [submitted], commitId: "odd", actor: agent } as const
  const item = unreadableItemOf({ ...commit, at: "2026-01-02T03:04:05.000Z", correlationId: "corr-odd" })
  const Item = marshall(item, { removeUndefinedValues: true })
  await aws.dynamodb.send(new PutItemCommand({ TableName: tables.events.name, Item }))
  await putRecords(aws.kinesis, [message("TKT-after-odd")])
  const QueueUrl = queueUrl(cloud.awsUrl, resources.eventDeadLetters.name)
  const { Messages = [] } = await aws.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
  expect(Messages.map(({ Body = "" }) => JSON.parse(Body))).toMatchObject([
    { reasons: [{ message: expect.stringMatching(/Unknown event type/) }], source: { pk: "TICKET#TKT-odd", sk: "1" } },
  ])
  const desk = await cloud.as("agent")
  await eventually(
    async () => {
      const types = (await historyOf(desk, "TKT-after-odd")).map(({ type }) => type)
      expect(types).toContain("NotificationSent")
    },
    { within: 30_000 },
  )
})
