import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb"
import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { beforeEach, expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { type Served, served } from "#test/local/dynamodb/served"

let db: Served
beforeEach(async () => {
  db = await served()
  await createTable(db.dynamodb, "events", { sortKey: "N" })
})

const stored = { pk: "T#1", sk: 1, commitId: "first" }
/** Errors of the document client carry the item as it is on the wire. */
const wire = (commitId: string) => ({ pk: { S: "T#1" }, sk: { N: "1" }, commitId: { S: commitId } })
const target = { TableName: "events", ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const
const put = (condition: string, item: Record<string, unknown> = stored) =>
  db.documents.send(new PutCommand({ ...target, Item: item, ConditionExpression: condition }))
const failure = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => "it succeeded",
    (error: unknown) => error,
  )

test("a put whose condition fails returns the item that is there", async () => {
  await put("attribute_not_exists(pk)")
  const error = await failure(put("attribute_not_exists(pk)", { ...stored, commitId: "second" }))
  expect(error).toBeInstanceOf(ConditionalCheckFailedException)
  expect(error).toMatchObject({ message: "The conditional request failed", Item: wire("first") })
})

test("so does an update, and so does a delete", async () => {
  await put("attribute_not_exists(pk)")
  const Key = { pk: "T#1", sk: 1 }
  const condition = {
    ...target,
    Key,
    ConditionExpression: "commitId = :wanted",
    ExpressionAttributeValues: { ":wanted": "other" },
  }
  const update = new UpdateCommand({ ...condition, UpdateExpression: "SET seen = :wanted" })
  expect(await failure(db.documents.send(update))).toMatchObject({ Item: wire("first") })
  expect(await failure(db.documents.send(new DeleteCommand(condition)))).toMatchObject({ Item: wire("first") })
})

test("there is no item in the error where there is none in the table, or none was asked for", async () => {
  const missing = await failure(put("attribute_exists(pk)"))
  await put("attribute_not_exists(pk)")
  const silent = await failure(
    db.documents.send(
      new PutCommand({ TableName: "events", Item: stored, ConditionExpression: "attribute_not_exists(pk)" }),
    ),
  )
  for (const error of [missing, silent]) {
    expect(error).toBeInstanceOf(ConditionalCheckFailedException)
    expect(error).not.toMatchObject({ Item: expect.anything() })
  }
})

test("the returned item is the one that beat the condition, however many race", async () => {
  const race = (writer: number) => put("attribute_not_exists(pk)", { ...stored, commitId: `writer ${writer}` })
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, writer) => race(writer)))
  const winner = outcomes.findIndex(({ status }) => status === "fulfilled")
  const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))
  expect(losers).toHaveLength(9)
  for (const error of losers) expect(error).toMatchObject({ Item: wire(`writer ${winner}`) })
})

test("a wish that DynamoDB does not know is refused", async () => {
  const error = await failure(
    db.documents.send(
      new PutCommand({
        TableName: "events",
        Item: stored,
        ...JSON.parse('{"ReturnValuesOnConditionCheckFailure":"ALL_NEW"}'),
      }),
    ),
  )
  expect(error).toMatchObject({ name: "ValidationException" })
  expect(String(error)).toContain("ReturnValuesOnConditionCheckFailure")
})
