import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { crc32 } from "node:zlib"
import { type ActionName, run } from "#local/dynamodb/actions"
import { openCatalog } from "#local/dynamodb/catalog"
import { itemStore, type Parts } from "#local/dynamodb/item-store"
import { writeItem } from "#local/dynamodb/items"
import { cannotOpen, createBase } from "#local/dynamodb/level"
import { Refusal } from "#local/dynamodb/refusal"
import { describeStream, getRecords, getShardIterator, listStreams } from "#local/dynamodb/stream-api"
import { openStreams } from "#local/dynamodb/streams"
import { createTable, deleteTable, describeTable, finishDeleting, updateTable } from "#local/dynamodb/tables"
import { completeExpiry, describeTimeToLive, sweepExpired, updateTimeToLive } from "#local/dynamodb/time-to-live"
import { writer } from "#local/dynamodb/writer"
import { checkLevelFiles } from "#local/leveldb-files"
import { AwsError, answerError, readBody, type Service } from "#local/service"

const minute = 60 * 1000
const hour = 60 * minute

/** DynamoDB with its streams. The two upkeeps run by themselves; `now` is in milliseconds. */
export type DynamoDb = Service<"dynamodb"> & {
  /** Deletes the items that have expired by their table's TTL and returns their number. Every minute. */
  sweep: (now: number) => Promise<number>
  /** Deletes the stream records older than 24 hours. Every hour. */
  trim: (now: number) => Promise<void>
}

/** Takes the parsed body; returns the answer's JSON. */
type Operation = (input: unknown) => Promise<string>

const json =
  (operation: (input: unknown) => Promise<unknown>): Operation =>
  async (input) =>
    JSON.stringify(await operation(input))

const operationsOf = (parts: Parts): Map<string, Operation> => {
  const read = (name: ActionName) => json((input) => run(itemStore(parts), name, input))
  const write = (name: ActionName) => json(writeItem(parts, name))
  const items = {
    BatchGetItem: read("BatchGetItem"),
    BatchWriteItem: read("BatchWriteItem"),
    DeleteItem: write("DeleteItem"),
    GetItem: read("GetItem"),
    PutItem: write("PutItem"),
    Query: read("Query"),
    Scan: read("Scan"),
    UpdateItem: write("UpdateItem"),
  }
  const tables = {
    CreateTable: json(createTable(parts)),
    DeleteTable: json(deleteTable(parts)),
    DescribeTable: json(describeTable(parts)),
    DescribeTimeToLive: json(describeTimeToLive(parts)),
    ListTables: read("ListTables"),
    UpdateTable: json(updateTable(parts)),
    UpdateTimeToLive: json(updateTimeToLive(parts)),
  }
  const streams = {
    DescribeStream: json(describeStream(parts)),
    GetRecords: getRecords(parts),
    GetShardIterator: json(getShardIterator(parts)),
    ListStreams: json(listStreams(parts)),
  }
  const named = (version: string, operations: Record<string, Operation>) =>
    Object.entries(operations).map(([name, operation]) => [`${version}.${name}`, operation] as const)
  return new Map([
    ...named("DynamoDB_20120810", { ...items, ...tables }),
    ...named("DynamoDBStreams_20120810", streams),
  ])
}

const parseBody = (text: string): object => {
  try {
    const input: unknown = JSON.parse(text)
    if (typeof input === "object" && input !== null) return input
  } catch (error) {
    throw new AwsError("SerializationException", `The body is not JSON: ${error}`)
  }
  throw new AwsError("SerializationException", "The body is not a JSON object")
}

const send = (response: ServerResponse, status: number, body: string) => {
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
    "x-amz-crc32": crc32(body),
    "x-amzn-requestid": randomUUID(),
  })
  response.end(body)
}

const answer = async (operations: Map<string, Operation>, request: IncomingMessage, response: ServerResponse) => {
  const target = String(request.headers["x-amz-target"])
  const operation = operations.get(target)
  if (!operation) throw new AwsError("UnknownOperationException", `The local DynamoDB has no operation ${target}`)
  send(response, 200, await operation(parseBody((await readBody(request)).toString("utf8"))))
}

const fail = (response: ServerResponse, error: unknown) => {
  if (error instanceof Refusal) send(response, error.statusCode, JSON.stringify(error.body))
  else answerError(response, error)
}

const open = async (folder: string): Promise<Parts> => {
  const base = createBase(folder)
  try {
    const checkTables = checkLevelFiles(folder)
    await base.db.open()
    checkTables()
    const parts = { base, writer: writer(base.db) }
    const catalog = await openCatalog(base.db, parts.writer)
    return { ...parts, catalog, streams: await openStreams(base.db, catalog) }
  } catch (error) {
    await base.db.close()
    throw cannotOpen(folder, error)
  }
}

/** Goes on with what a crash interrupted. */
const recover = async (parts: Parts) => {
  for (const entry of parts.catalog.all()) {
    if (entry.description.TableStatus === "DELETING") await finishDeleting(parts, entry)
    else if (entry.timeToLive?.complete === false) await completeExpiry(parts, entry)
  }
}

/** Runs `work` again and again, never twice at a time, until it is stopped. */
const every = (milliseconds: number, work: () => Promise<unknown>) => {
  let running: Promise<unknown> = Promise.resolve()
  const once = () =>
    work().catch((error: unknown) => console.error("DynamoDB upkeep failed and will be retried:", error))
  const timer = setInterval(() => {
    running = running.then(once)
  }, milliseconds).unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/**
 * Opens the DynamoDB whose LevelDB is in `folder`, which is made where it is missing. What was acknowledged survives
 * `kill -9`, and so does the stream record of every write. Rejects with one line that says what is wrong with the
 * folder and what to do.
 */
export const dynamodb = async (folder: string): Promise<DynamoDb> => {
  const parts = await open(folder)
  await recover(parts)
  await parts.streams.trim()
  const operations = operationsOf(parts)
  const sweep = (now: number) => sweepExpired(parts, now)
  const trim = (now: number) => parts.streams.trim(now)
  const stops = [every(minute, () => sweep(Date.now())), every(hour, () => trim(Date.now()))]
  return {
    scope: "dynamodb",
    handle: (request, response) => {
      answer(operations, request, response).catch((error: unknown) => fail(response, error))
    },
    sweep,
    trim,
    close: async () => {
      await Promise.all(stops.map((stop) => stop()))
      await parts.writer.idle()
      await parts.base.db.close()
    },
  }
}
