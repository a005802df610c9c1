import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb"
import { beforeEach, expect, test } from "vitest"
import { clients } from "#local/clients"
import { createTable } from "#test/local/dynamodb/create-table"
import { recordsOf } from "#test/local/dynamodb/reading"
import { address, served } from "#test/local/dynamodb/served"
import { temporaryFolder } from "#test/support/temporary"

/** Kills the server from outside once that many puts are acknowledged, or lets it die right after that many batches. */
type Death = { acknowledged: number } | { batches: number }

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
  const db = await served(folder)
  await createTable(db.dynamodb, "rows", { stream: "NEW_IMAGE", indexes: ["gsi1"] })
  await db.stop()
})

const serve = async (death: Death) => {
  const script = new URL("./serve.ts", import.meta.url).pathname
  const options = "batches" in death ? [String(death.batches)] : []
  const child = spawn(process.execPath, [script, folder, ...options], { stdio: ["ignore", "pipe", "inherit"] })
  const died = once(child, "exit")
  const [line] = await once(createInterface(child.stdout), "line")
  return { child, died, sdk: clients(`http://127.0.0.1:${address.parse(JSON.parse(String(line))).port}`) }
}

/** Writers put item after item until the server answers none of them any more. Returns what was acknowledged. */
const putUntilDead = async (round: number, death: Death): Promise<string[]> => {
  const { child, died, sdk } = await serve(death)
  const documents = DynamoDBDocumentClient.from(sdk.dynamodb)
  const enough = "acknowledged" in death ? death.acknowledged : Number.POSITIVE_INFINITY
  const acknowledged: string[] = []
  const writer = async (name: number) => {
    for (let n = 0; ; n++) {
      const pk = `${round}-${name}-${n}`
      const item = { pk, sk: "row", gsi1pk: "all", gsi1sk: pk, text: "x".repeat(500) }
      await documents.send(new PutCommand({ TableName: "rows", Item: item }))
      acknowledged.push(pk)
      if (acknowledged.length === enough) child.kill("SIGKILL")
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, (_, name) => writer(name)))
  expect(await died).toEqual([null, "SIGKILL"])
  sdk.destroy()
  return acknowledged
}

const scan = async (documents: DynamoDBDocumentClient, index?: string): Promise<string[]> => {
  const found: string[] = []
  let start: Record<string, unknown> | undefined
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: "rows", IndexName: index, ExclusiveStartKey: start }),
    )
    found.push(...(page.Items ?? []).map(({ pk }) => String(pk)))
    start = page.LastEvaluatedKey
  } while (start)
  return found.toSorted()
}

/** Every acknowledged item is there, and every item has one record and one index entry, and the other way round. */
const expectWhole = async (acknowledged: readonly string[]) => {
  const db = await served(folder)
  const stored = await scan(db.documents)
  const records = await recordsOf(db.streams, "rows")
  expect(stored).toEqual(expect.arrayContaining([...acknowledged]))
  expect(records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S).toSorted()).toEqual(stored)
  expect(new Set(records.map(({ eventName }) => eventName))).toEqual(new Set(["INSERT"]))
  expect(await scan(db.documents, "gsi1")).toEqual(stored)
  const sequence = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? "")
  expect(sequence).toEqual([...new Set(sequence)].toSorted())
  await db.stop()
}

test("kill -9 under load loses nothing acknowledged, round after round", async () => {
  const acknowledged = [
    ...(await putUntilDead(1, { acknowledged: 150 })),
    ...(await putUntilDead(2, { acknowledged: 40 })),
  ]
  expect(acknowledged.length).toBeGreaterThanOrEqual(190)
  await expectWhole(acknowledged)
})

test("death after any one batch parts no item from its record or its index entry", async () => {
  const acknowledged: string[] = []
  for (const batches of [1, 2, 3]) {
    acknowledged.push(...(await putUntilDead(batches, { batches })))
    await expectWhole(acknowledged)
  }
})
