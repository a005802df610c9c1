import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb"
import { PutCommand, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { beforeEach, expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { recordsOf } from "#test/local/dynamodb/reading"
import { type Served, served } from "#test/local/dynamodb/served"
import { temporaryFolder } from "#test/support/temporary"

const now = Date.now()
const seconds = Math.floor(now / 1000)

let db: Served
beforeEach(async () => {
  db = await served(await temporaryFolder())
  await createTable(db.dynamodb, "ledger", { stream: "NEW_AND_OLD_IMAGES", indexes: ["gsi1"] })
})

const setTimeToLive = (Enabled: boolean) =>
  db.dynamodb.send(
    new UpdateTimeToLiveCommand({
      TableName: "ledger",
      TimeToLiveSpecification: { Enabled, AttributeName: "expires" },
    }),
  )
const put = (pk: string, expires: unknown) =>
  db.documents.send(
    new PutCommand({ TableName: "ledger", Item: { pk, sk: "row", expires, gsi1pk: "all", gsi1sk: pk } }),
  )
const left = async (index?: string) => {
  const { Items = [] } = await db.documents.send(new ScanCommand({ TableName: "ledger", IndexName: index }))
  return Items.map(({ pk }) => String(pk)).toSorted()
}
const described = async () =>
  (await db.dynamodb.send(new DescribeTimeToLiveCommand({ TableName: "ledger" }))).TimeToLiveDescription

test("the setting is described, survives a restart and is refused twice", async () => {
  expect(await described()).toEqual({ TimeToLiveStatus: "DISABLED" })
  await setTimeToLive(true)
  await db.stop()
  db = await served(db.folder)
  expect(await described()).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expires" })
  await expect(setTimeToLive(true)).rejects.toMatchObject({
    name: "ValidationException",
    message: "TimeToLive is already enabled",
  })
  await setTimeToLive(false)
  expect(await described()).toEqual({ TimeToLiveStatus: "DISABLED" })
})

test("what has expired is swept, also from the index; what has not, or has no sensible expiry, stays", async () => {
  await setTimeToLive(true)
  await put("past", seconds - 1)
  await put("now", seconds)
  await put("soon", seconds + 1)
  await put("text", String(seconds - 1))
  await put("none", undefined)
  await put("milliseconds", now)
  await put("long ago, so a mistake", seconds - 6 * 365 * 24 * 60 * 60)
  expect(await db.service.sweep(now)).toBe(2)
  const rest = ["long ago, so a mistake", "milliseconds", "none", "soon", "text"]
  expect(await left()).toEqual(rest)
  expect(await left("gsi1")).toEqual(rest)
})

test("the stream shows that DynamoDB itself deleted the item", async () => {
  await setTimeToLive(true)
  await put("past", seconds - 1)
  await db.service.sweep(now)
  const [inserted, removed] = await recordsOf(db.streams, "ledger")
  expect(inserted?.userIdentity).toBeUndefined()
  expect(removed).toMatchObject({
    eventName: "REMOVE",
    userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
    dynamodb: { Keys: { pk: { S: "past" } }, OldImage: { expires: { N: String(seconds - 1) } } },
  })
})

test("an item goes by its newest expiry", async () => {
  await setTimeToLive(true)
  await put("prolonged", seconds - 1)
  await put("shortened", seconds + 100)
  const expire = (pk: string, expires: number) =>
    db.documents.send(
      new UpdateCommand({
        TableName: "ledger",
        Key: { pk, sk: "row" },
        UpdateExpression: "SET expires = :expires",
        ExpressionAttributeValues: { ":expires": expires },
      }),
    )
  await expire("prolonged", seconds + 100)
  await expire("shortened", seconds - 1)
  expect(await db.service.sweep(now)).toBe(1)
  expect(await left()).toEqual(["prolonged"])
})

test("items from before TTL was enabled expire too, and none do once it is disabled", async () => {
  await put("early", seconds - 1)
  await setTimeToLive(true)
  expect(await db.service.sweep(now)).toBe(1)
  await put("late", seconds - 1)
  await setTimeToLive(false)
  expect(await db.service.sweep(now)).toBe(0)
  expect(await left()).toEqual(["late"])
})
