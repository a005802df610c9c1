import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb"
import { expect, test } from "vitest"
import { clients } from "#local/clients"
import { createTable } from "#test/local/dynamodb/create-table"
import { recordsOf } from "#test/local/dynamodb/reading"
import { address, served } from "#test/local/dynamodb/served"
import { temporaryFolder } from "#test/support/temporary"

const serve = async (folder: string) => {
  const script = new URL("./serve.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] })
  const [line] = await once(createInterface(child.stdout), "line")
  const { port } = address.parse(JSON.parse(String(line)))
  const kill = async () => {
    child.kill("SIGKILL")
    await once(child, "exit")
  }
  return { sdk: clients(`http://127.0.0.1:${port}`), kill }
}

/** Puts item after item with a few writers, and kills the server once `enough` are acknowledged and more are under way. */
const putUntilKilled = async (folder: string, round: number, enough: number): Promise<string[]> => {
  const { sdk, kill } = await serve(folder)
  const documents = DynamoDBDocumentClient.from(sdk.dynamodb)
  const acknowledged: string[] = []
  let killed: Promise<void> | undefined
  const writer = async (name: number) => {
    for (let n = 0; !killed; n++) {
      const pk = `${round}-${name}-${n}`
      const item = { pk, sk: "row", gsi1pk: "all", gsi1sk: pk, text: "x".repeat(500) }
      await documents.send(new PutCommand({ TableName: "rows", Item: item }))
      acknowledged.push(pk)
      if (acknowledged.length >= enough) killed ??= kill()
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, name) => writer(name)))
  await killed
  sdk.destroy()
  // Otherwise nothing was under way when the server died, and the test would prove nothing.
  expect(outcomes.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0)
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

test("kill -9 parts no item from its record or its index entry and loses nothing acknowledged", async () => {
  const folder = await temporaryFolder()
  const before = await served(folder)
  await createTable(before.dynamodb, "rows", { stream: "NEW_IMAGE", indexes: ["gsi1"] })
  await before.stop()

  const acknowledged = [
    ...(await putUntilKilled(folder, 1, 150)),
    ...(await putUntilKilled(folder, 2, 40)),
    ...(await putUntilKilled(folder, 3, 90)),
  ]

  const after = await served(folder)
  const stored = await scan(after.documents)
  const records = await recordsOf(after.streams, "rows")
  expect(acknowledged.length).toBeGreaterThanOrEqual(280)
  expect(stored).toEqual(expect.arrayContaining(acknowledged))
  expect(records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S).toSorted()).toEqual(stored)
  expect(new Set(records.map(({ eventName }) => eventName))).toEqual(new Set(["INSERT"]))
  expect(await scan(after.documents, "gsi1")).toEqual(stored)
  const sequence = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? "")
  expect(sequence).toEqual([...new Set(sequence)].toSorted())
}, 30_000)
