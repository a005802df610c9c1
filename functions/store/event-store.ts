import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import { bodyOf, encode, placeAfter, streamOf } from "#core/engine/commit"
import { Conflict, type Current, type EventStore, type Folded, type NewCommit } from "#core/engine/event-store"
import { advance, outcomes, resume } from "#core/engine/snapshot"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { dynamodb } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { pause } from "#functions/lib/pause"
import { fromItem, toItem } from "#functions/store/commit-item"
import { loadAfter, loadPast, loadUntil, type Reader } from "#functions/store/event-table"
import { mark, toSnapshotItem } from "#functions/store/snapshot-item"
import { type StreamsSeen, streamsSeen } from "#functions/store/streams-seen"
import type { Recorded, Shapes } from "#schemas/recorded"

type Parts = { table: DynamoTable; seen: StreamsSeen }

type Item = ReturnType<typeof toItem>

/** Attempts to place a commit that goes wherever the stream ends. */
const attempts = 8

type Written = Pick<Recorded, "commitId">[]

/** The commit that is in the way. The failed write brings it along where the endpoint can do that. */
const occupant = async (
  { table, of }: Pick<Reader<Folded>, "table" | "of">,
  { pk, sk }: Item,
  old?: Record<string, AttributeValue>,
): Promise<Written> => {
  if (old) return fromItem(of, unmarshall(old))
  const key = { TableName: table.name(), Key: marshall({ pk, sk }), ConsistentRead: true }
  const { Item = {} } = await table.client.send(new GetItemCommand(key))
  return fromItem(of, unmarshall(Item))
}

/** Writes the item, or returns the events of whoever came first. */
const put = async (reader: Pick<Reader<Folded>, "table" | "of">, item: Item): Promise<Written | undefined> => {
  const { pk, sk, commit } = item
  const { table } = reader
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
    if (error instanceof ConditionalCheckFailedException) return occupant(reader, item, error.Item)
    throw error
  }
}

/** What is to be written, and to what kind of stream. */
type Writing = Parts & { of: Folded; commit: NewCommit }

/** The version that the commit led to after `after`; undefined where another one took that place. */
const write = async ({ table, seen, of, commit }: Writing, after: number): Promise<number | undefined> => {
  const occupants = await put({ table, of }, toItem(encode(of, commit, after)))
  if (occupants && occupants[0]?.commitId !== commit.commitId) return undefined
  const version = after + (occupants ?? commit.facts).length
  seen.wrote(streamOf(of, commit), commit.commitId, version)
  return version
}

const current = async <State, E extends Shapes>(
  { table, seen }: Parts,
  of: Folded<State, E>,
  id: string,
): Promise<Current<State>> => {
  const now = resume(of, await loadPast({ table, of, id }), mark)
  seen.read(streamOf(of, { id }), now)
  return now
}

/** Looks where the stream ends, and whether the commit is there already, before it writes. */
const settle = async (writing: Writing): Promise<number> => {
  const { of, commit } = writing
  const { id, commitId, expected } = commit
  for (let attempt = 1; ; attempt++) {
    const { version, answered } = await current(writing, of, id)
    const done = answered(commitId)
    if (done !== undefined) return done
    if (attempt > attempts) throw new Conflict(streamOf(of, commit), expected, version)
    const written = await write(writing, placeAfter(streamOf(of, commit), expected, version))
    if (written !== undefined) return written
    await pause(attempt)
  }
}

/** Where a commit can be written without a look: a place right after a version that a commit is known to end at. */
const knownPlace = ({ seen, of, commit }: Writing): number | undefined => {
  const { expected } = commit
  if (expected === "must-not-exist") return 0
  return typeof expected === "number" && seen.ends(streamOf(of, commit), expected) ? expected : undefined
}

const append = async (writing: Writing): Promise<number> => {
  const { seen, of, commit } = writing
  const done = seen.answered(streamOf(of, commit), commit.commitId)
  if (done !== undefined) return done
  const place = knownPlace(writing)
  // What cannot be written is refused before anything is asked.
  if (place === undefined) bodyOf(encode(of, commit, 0))
  const written = place === undefined ? undefined : await write(writing, place)
  return written ?? settle(writing)
}

/** Replaces an older snapshot or one of another fold, and leaves a newer one. Nothing for streams that stay short. */
const snapshot = async (reader: Reader<Folded>): Promise<void> => {
  const { table, of, id } = reader
  if (of.stamp === undefined) return
  const past = await loadPast(reader)
  if (past.tail.length === 0) return
  const item = toSnapshotItem(streamOf(of, { id }), of.stamp, advance(of, past, mark))
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

/** What a whole history says of the stream's commits. */
const knownOf = (events: readonly Pick<Recorded, "commitId" | "version">[]) => {
  const versions = outcomes(events)
  return { version: events.at(-1)?.version ?? 0, answered: (commitId: string) => versions.get(commitId) }
}

/**
 * The event store on DynamoDB: one item per commit, at the version of its first event, written once; a snapshot beside
 * them, in the last place.
 */
export const dynamoStore = (table: DynamoTable): EventStore => {
  const parts = { table, seen: streamsSeen() }
  return {
    load: async (of, id, after = 0) => {
      const events = await loadAfter({ table, of, id }, after)
      // Of a part one would not know which commits came before.
      if (after === 0) parts.seen.read(streamOf(of, { id }), knownOf(events))
      return events
    },
    loadUntil: (of, id, until) => loadUntil({ table, of, id }, until),
    current: (of, id) => current(parts, of, id),
    snapshot: (of, id) => snapshot({ table, of, id }),
    append: (of, commit) => append({ ...parts, of, commit }),
  }
}

export const eventStore: EventStore = dynamoStore({ client: dynamodb, name: () => env("EVENTS_TABLE") })
