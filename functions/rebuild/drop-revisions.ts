import { setTimeout as wait } from "node:timers/promises"
import { BatchWriteCommand, type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb"
import type { Context } from "aws-lambda"
import * as z from "zod"
import { parse } from "#core/invalid"
import { owned, type RebuildParts } from "#functions/rebuild/fill"
import { nearlyOver, rebuildParts, views } from "#functions/rebuild/parts"
import type { DocumentTable } from "#functions/views/revisions"
import type { Rebuild } from "#schemas/rebuild"

const Key = z.object({ pk: z.string(), sk: z.string() })
type Key = z.infer<typeof Key>

/** `after`: where the slice before ended; null at the beginning. */
const Step = z.object({ id: z.string(), owner: z.string(), after: Key.nullable() })

export type Dropped = { done: boolean; after: Key | null }

/** BatchWriteItem's limit. */
const batchSize = 25

type Requests = Record<string, Record<string, unknown>[]>

const remove = async (client: DynamoDBDocumentClient, TableName: string, keys: readonly Key[]) => {
  let left: Requests = { [TableName]: keys.map((Key) => ({ DeleteRequest: { Key } })) }
  for (let attempt = 1; Object.keys(left).length > 0; attempt++) {
    const { UnprocessedItems = {} } = await client.send(new BatchWriteCommand({ RequestItems: left }))
    left = UnprocessedItems
    if (Object.keys(left).length > 0) await wait(Math.random() * Math.min(1_000, 20 * 2 ** attempt))
  }
}

/** ElectroDB writes the read model's name and revision into each of its items. */
const filterOf = (models: Rebuild["models"]) => ({
  FilterExpression: models.map((_, i) => `(#e = :e${i} and #v = :v${i})`).join(" or "),
  ProjectionExpression: "pk, sk",
  ExpressionAttributeNames: { "#e": "__edb_e__", "#v": "__edb_v__" },
  ExpressionAttributeValues: Object.fromEntries(
    models.flatMap(({ name, from }, i) => [
      [`:e${i}`, name],
      [`:v${i}`, String(from)],
    ]),
  ),
})

/** Deletes page by page until nothing is left or time is up; answers where to go on. */
const drop = async (
  { client, name }: DocumentTable,
  models: Rebuild["models"],
  [from, late]: [Key | null, () => boolean],
) => {
  let after = from
  do {
    const page = await client.send(
      new ScanCommand({ TableName: name(), ...filterOf(models), ...(after && { ExclusiveStartKey: after }) }),
    )
    const keys = z.array(Key).parse(page.Items ?? [])
    for (let i = 0; i < keys.length; i += batchSize) await remove(client, name(), keys.slice(i, i + batchSize))
    after = page.LastEvaluatedKey ? Key.parse(page.LastEvaluatedKey) : null
  } while (after && !late())
  return after
}

/** Deletes the rows of the revisions that nobody reads any more, in time slices. The rebuild is done when they are gone. */
export const dropRevisions =
  (parts: RebuildParts, table: DocumentTable) =>
  async (raw: unknown, late: () => boolean): Promise<Dropped> => {
    const step = parse(Step, raw)
    const { revisions, rebuild } = await owned(parts, step)
    if (rebuild.phase === "done") return { done: true, after: null }
    if (rebuild.phase === "filling") throw new Error(`Rebuild ${step.id} is not switched yet: nothing was dropped`)
    if (rebuild.phase === "retiring")
      await parts.revisions.replace({ ...revisions, rebuild: { ...rebuild, phase: "dropping" } })
    const after = await drop(table, rebuild.models, [step.after, late])
    if (after) return { done: false, after }
    const { revisions: now } = await owned(parts, step)
    await parts.revisions.replace({ ...now, rebuild: { ...rebuild, phase: "done" } })
    return { done: true, after: null }
  }

const run = dropRevisions(rebuildParts, views)

export const handler = (raw: unknown, context: Context): Promise<Dropped> => run(raw, nearlyOver(context))
