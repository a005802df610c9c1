import { DeleteItemCommand, GetItemCommand, PutItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import * as z from "zod"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { CommitKey } from "#functions/store/commit-key"
import { Filled } from "#schemas/rebuild"

/** What became of the streams that a read model reads from. */
const Counted = z.object({
  streams: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  nothing: z.int().nonnegative(),
  poisoned: z.int().nonnegative(),
})

/** How far a segment is. Everything up to `after` is written; `done` where there is nothing behind it. */
export const Checkpoint = Filled.extend({
  segment: z.int().nonnegative(),
  after: CommitKey.optional(),
  done: z.boolean(),
  /** By the read models' names. */
  models: z.record(z.string(), Counted).default({}),
})
export type Checkpoint = z.infer<typeof Checkpoint>

export const nothingFilled: Filled = { commits: 0, events: 0, tickets: 0, rows: 0, poisoned: 0 }

export const plus = (a: Filled, b: Partial<Filled>): Filled => ({
  commits: a.commits + (b.commits ?? 0),
  events: a.events + (b.events ?? 0),
  tickets: a.tickets + (b.tickets ?? 0),
  rows: a.rows + (b.rows ?? 0),
  poisoned: a.poisoned + (b.poisoned ?? 0),
})

export type Counts = Checkpoint["models"]

const none = { streams: 0, rows: 0, nothing: 0, poisoned: 0 }

/** The counts of several parts, model by model. */
export const countsOf = (all: readonly Counts[]): Counts => {
  const sum: Counts = {}
  for (const [name, each] of all.flatMap((counts) => Object.entries(counts))) {
    const before = sum[name] ?? none
    sum[name] = {
      streams: before.streams + each.streams,
      rows: before.rows + each.rows,
      nothing: before.nothing + each.nothing,
      poisoned: before.poisoned + each.poisoned,
    }
  }
  return sum
}

export type Checkpoints = {
  load: (rebuild: string, segment: number) => Promise<Checkpoint>
  save: (rebuild: string, checkpoint: Checkpoint) => Promise<void>
  all: (rebuild: string) => Promise<Checkpoint[]>
  forget: (rebuild: string) => Promise<void>
}

const partition = (rebuild: string) => `$rebuild#${rebuild}`
const keyOf = (rebuild: string, segment: number) =>
  marshall({ pk: partition(rebuild), sk: String(segment).padStart(6, "0") })

/** The checkpoints of a rebuild's segments, in the views table. */
export const checkpointsOn = ({ client, name }: DynamoTable): Checkpoints => {
  const all: Checkpoints["all"] = async (rebuild) => {
    const found: Checkpoint[] = []
    const of = {
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: marshall({ ":pk": partition(rebuild) }),
    }
    const pages = paginateQuery({ client }, { TableName: name(), ConsistentRead: true, ...of })
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => Checkpoint.parse(unmarshall(item))))
    return found
  }
  return {
    all,
    load: async (rebuild, segment) => {
      const request = { TableName: name(), Key: keyOf(rebuild, segment), ConsistentRead: true }
      const { Item } = await client.send(new GetItemCommand(request))
      return Item ? Checkpoint.parse(unmarshall(Item)) : { ...nothingFilled, segment, done: false, models: {} }
    },
    save: async (rebuild, checkpoint) => {
      const Item = { ...keyOf(rebuild, checkpoint.segment), ...marshall(checkpoint, { removeUndefinedValues: true }) }
      await client.send(new PutItemCommand({ TableName: name(), Item }))
    },
    forget: async (rebuild) => {
      for (const { segment } of await all(rebuild))
        await client.send(new DeleteItemCommand({ TableName: name(), Key: keyOf(rebuild, segment) }))
    },
  }
}
