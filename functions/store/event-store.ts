import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import { bodyOf, encode, placeAfter } from "#core/engine/commit"
import { Conflict, type Current, type EventStore, type NewCommit } from "#core/engine/event-store"
import { advance, resume } from "#core/engine/snapshot"
import { dynamodb } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { pause } from "#functions/lib/pause"
import { fromItem, toItem } from "#functions/store/commit-item"
import { loadAfter, loadPast, loadUntil, type Table } from "#functions/store/event-table"
import { mark, toSnapshotItem } from "#functions/store/snapshot-item"
import { type VersionsSeen, versionsSeen } from "#functions/store/versions-seen"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"

type Parts = { table: Table; seen: VersionsSeen }

type Item = ReturnType<typeof toItem>

/** Attempts to place a commit that goes wherever the ticket ends. */
const attempts = 8

/** The commit that is in the way. The failed write brings it along where the endpoint can do that. */
const occupant = async (table: Table, { pk, sk }: Item, old?: Record<string, AttributeValue>): Promise<Recorded[]> => {
  if (old) return fromItem(unmarshall(old))
  const key = { TableName: table.name(), Key: marshall({ pk, sk }), ConsistentRead: true }
  const { Item = {} } = await table.client.send(new GetItemCommand(key))
  return fromItem(unmarshall(Item))
}

/** Writes the item, or returns the events of whoever came first. */
const put = async (table: Table, item: Item): Promise<Recorded[] | undefined> => {
  const { pk, sk, commit } = item
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.name(),
        Item: { pk: { S: pk }, sk: { N: `${sk}` }, commit: { B: commit } },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    )
    return undefined
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return occupant(table, item, error.Item)
    throw error
  }
}

/** The version that the commit led to after `after`; undefined where another one took that place. */
const write = async ({ table, seen }: Parts, commit: NewCommit, after: number): Promise<number | undefined> => {
  const occupants = await put(table, toItem(encode(commit, after)))
  if (occupants && occupants[0]?.commitId !== commit.commitId) return undefined
  const version = after + (occupants ?? commit.facts).length
  seen.add(commit.ticketId, version)
  return version
}

const current = async ({ table, seen }: Parts, ticketId: TicketId): Promise<Current> => {
  const now = resume(await loadPast(table, ticketId), mark)
  seen.add(ticketId, now.version)
  return now
}

/** Looks where the ticket ends, and whether the commit is there already, before it writes. */
const settle = async (parts: Parts, commit: NewCommit): Promise<number> => {
  const { ticketId, commitId, expected } = commit
  for (let attempt = 1; ; attempt++) {
    const { version, answered } = await current(parts, ticketId)
    const done = answered(commitId)
    if (done !== undefined) return done
    if (attempt > attempts) throw new Conflict(ticketId, expected, version)
    const written = await write(parts, commit, placeAfter(commit, version))
    if (written !== undefined) return written
    await pause(attempt)
  }
}

/** Where a commit can be written without a look: a place right after a version that a commit is known to end at. */
const knownPlace = ({ seen }: Parts, { ticketId, expected }: NewCommit): number | undefined => {
  if (expected === "must-not-exist") return 0
  return typeof expected === "number" && seen.has(ticketId, expected) ? expected : undefined
}

const append = async (parts: Parts, commit: NewCommit): Promise<number> => {
  const place = knownPlace(parts, commit)
  // What cannot be written is refused before anything is asked.
  if (place === undefined) bodyOf(encode(commit, 0))
  const written = place === undefined ? undefined : await write(parts, commit, place)
  return written ?? settle(parts, commit)
}

/** Replaces an older snapshot or one of another fold, and leaves a newer one. */
const snapshot = async (table: Table, ticketId: TicketId): Promise<void> => {
  const past = await loadPast(table, ticketId)
  if (past.tail.length === 0) return
  const item = toSnapshotItem(ticketId, advance(past, mark))
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.name(),
        Item: marshall(item),
        ConditionExpression: "attribute_not_exists(pk) or #fold <> :fold or #version < :version",
        ExpressionAttributeNames: { "#fold": "fold", "#version": "version" },
        ExpressionAttributeValues: marshall({ ":fold": item.fold, ":version": item.version }),
      }),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}

/**
 * The event store on DynamoDB: one item per commit, at the version of its first event, written once; a snapshot beside
 * them, in the last place.
 */
export const dynamoStore = (table: Table): EventStore => {
  const parts = { table, seen: versionsSeen() }
  return {
    load: async (ticketId, after = 0) => {
      const events = await loadAfter(table, ticketId, after)
      parts.seen.add(ticketId, events.at(-1)?.version ?? 0)
      return events
    },
    loadUntil: (ticketId, until) => loadUntil(table, ticketId, until),
    current: (ticketId) => current(parts, ticketId),
    snapshot: (ticketId) => snapshot(table, ticketId),
    append: (commit) => append(parts, commit),
  }
}

export const eventStore: EventStore = dynamoStore({ client: dynamodb, name: () => env("EVENTS_TABLE") })
