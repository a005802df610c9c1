import { ScanCommand } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { expect, test } from "vitest"
import { type Effect, onceOn } from "#functions/messaging/once"
import type { Recorded } from "#schemas/recorded"
import { localDynamodb } from "#test/support/local-dynamodb"
import { invocation } from "#test/support/queued"
import { recorded, routed, submitted } from "#test/support/recorded"

const local = localDynamodb()
const events = recorded([submitted, routed])
const [first, second] = events as [Recorded, Recorded]

const ledger = async () => {
  const table = await local.table("ledger")
  const on = onceOn({ client: local.client(), name: () => table })
  const once = (name: string, effect: Effect, run = invocation()) => {
    const tell = on(name, effect)
    return (event: Recorded) => tell(event, run)
  }
  return { table, once }
}

test("an effect takes place once per event, and its receipt is kept", async () => {
  const { once } = await ledger()
  const told: string[] = []
  const tell = once("notify-team", async ({ id }) => `receipt-${told.push(id)}`)
  expect(await tell(first)).toBe("receipt-1")
  expect(await tell(first)).toBe("receipt-1")
  expect(await tell(second)).toBe("receipt-2")
  expect(told).toEqual([first.id, second.id])
})

test("another function, started anew, knows what was done", async () => {
  const { once } = await ledger()
  await once("notify-team", async () => "receipt-1")(first)
  expect(await once("notify-team", async () => "receipt-2")(first)).toBe("receipt-1")
})

test("two consumers have an effect each on the same event", async () => {
  const { once } = await ledger()
  await once("notify-team", async () => "receipt-1")(first)
  expect(await once("mail-customer", async () => "receipt-2")(first)).toBe("receipt-2")
})

test("an effect that failed is tried again", async () => {
  const { once } = await ledger()
  const answers = [new Error("The carrier is down"), "receipt-1"]
  const tell = once("notify-team", async () => {
    const answer = answers.shift()
    if (typeof answer === "string") return answer
    throw answer
  })
  await expect(tell(first)).rejects.toThrow("The carrier is down")
  expect(await tell(first)).toBe("receipt-1")
})

test("beside a running effect the event is left for later", async () => {
  const { once } = await ledger()
  const { promise, resolve } = Promise.withResolvers<string>()
  const started = Promise.withResolvers<void>()
  const running = once("notify-team", () => {
    started.resolve()
    return promise
  })(first)
  await started.promise
  const beside = once("notify-team", async () => "receipt-2")(first)
  await expect(beside).rejects.toThrow(/already an execution in progress/)
  resolve("receipt-1")
  expect(await running).toBe("receipt-1")
})

/** What a crash in the middle of an effect leaves behind: a claim that nobody releases. `left`: of the run, in ms. */
const claimed = async (left?: number) => {
  const { table, once } = await ledger()
  const started = Promise.withResolvers<void>()
  const crashed = once(
    "notify-team",
    () => {
      started.resolve()
      return new Promise<string>(() => undefined)
    },
    invocation(left),
  )(first)
  crashed.catch(() => undefined)
  await started.promise
  const { Items: [item] = [] } = await local.client().send(new ScanCommand({ TableName: table }))
  return { table, once, id: item?.id?.S ?? "" }
}

test.each([0, 30_000, 900_000])("a claim outlives a run with %i ms left by seconds, and is then free", async (left) => {
  const before = Date.now()
  const { table, id } = await claimed(left)
  const documents = DynamoDBDocumentClient.from(local.client())
  const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { id } }))
  expect(Item?.in_progress_expiration - before).toBeGreaterThan(left)
  expect(Item?.in_progress_expiration - Date.now()).toBeLessThanOrEqual(left + 10_000)
  const month = 30 * 24 * 60 * 60
  expect(Item?.expiration - before / 1000).toBeGreaterThan(month - 60)
})

test("after a claim has expired the effect takes place", async () => {
  const { table, id, once } = await claimed()
  await DynamoDBDocumentClient.from(local.client()).send(
    new UpdateCommand({
      TableName: table,
      Key: { id },
      UpdateExpression: "set in_progress_expiration = :past",
      ExpressionAttributeValues: { ":past": Date.now() - 1 },
    }),
  )
  expect(await once("notify-team", async () => "receipt-2")(first)).toBe("receipt-2")
})
