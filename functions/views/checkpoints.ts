import { DeleteCommand, GetCommand, PutCommand, paginateQuery } from "@aws-sdk/lib-dynamodb"
import * as z from "zod"
import { CommitKey } from "#functions/store/scan-commits"
import type { DocumentTable } from "#functions/views/revisions"
import { Filled } from "#schemas/rebuild"

/** How far a segment is. Everything up to `after` is written; `done` where there is nothing behind it. */
export const Checkpoint = Filled.extend({
  segment: z.int().nonnegative(),
  after: CommitKey.optional(),
  done: z.boolean(),
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

export type Checkpoints = {
  load: (rebuild: string, segment: number) => Promise<Checkpoint>
  save: (rebuild: string, checkpoint: Checkpoint) => Promise<void>
  all: (rebuild: string) => Promise<Checkpoint[]>
  forget: (rebuild: string) => Promise<void>
}

const partition = (rebuild: string) => `$rebuild#${rebuild}`
const keyOf = (rebuild: string, segment: number) => ({ pk: partition(rebuild), sk: String(segment).padStart(6, "0") })

/** The checkpoints of a rebuild's segments, in the views table. */
export const checkpointsOn = ({ client, name }: DocumentTable): Checkpoints => {
  const all: Checkpoints["all"] = async (rebuild) => {
    const found: Checkpoint[] = []
    const of = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": partition(rebuild) } }
    const pages = paginateQuery({ client }, { TableName: name(), ConsistentRead: true, ...of })
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => Checkpoint.parse(item)))
    return found
  }
  return {
    all,
    load: async (rebuild, segment) => {
      const command = new GetCommand({ TableName: name(), Key: keyOf(rebuild, segment), ConsistentRead: true })
      const { Item } = await client.send(command)
      return Item ? Checkpoint.parse(Item) : { ...nothingFilled, segment, done: false }
    },
    save: async (rebuild, checkpoint) => {
      await client.send(
        new PutCommand({ TableName: name(), Item: { ...keyOf(rebuild, checkpoint.segment), ...checkpoint } }),
      )
    },
    forget: async (rebuild) => {
      for (const { segment } of await all(rebuild))
        await client.send(new DeleteCommand({ TableName: name(), Key: keyOf(rebuild, segment) }))
    },
  }
}
