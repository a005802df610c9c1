import { ScanCommand, type WriteRequest } from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import type { Context } from "aws-lambda"
import * as z from "zod"
import { parse } from "#core/invalid"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { pause } from "#functions/lib/pause"
import { owned, type RebuildParts } from "#functions/rebuild/fill"
import { nearlyOver, rebuildParts } from "#functions/rebuild/parts"
import { views } from "#functions/views/rows"
import { writeBatches } from "#functions/views/view-bulk"
import type { Item } from "#functions/views/view-item"
import type { Rebuild } from "#schemas/rebuild"

const Key = z.object({ pk: z.string(), sk: z.string() })
type Key = z.infer<typeof Key>

/** `after`: where the slice before ended; null at the beginning. */
const Step = z.object({ id: z.string(), owner: z.string(), after: Key.nullable() })

export type Dropped = { done: boolean; after: Key | null }

const remove = async (table: DynamoTable, items: readonly Item[]) => {
  let left: WriteRequest[] = items.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } as Item } }))
  for (let attempt = 1; left.length > 0; attempt++) {
    left = await writeBatches(table, left)
    if (left.length > 0) await pause(attempt)
  }
}

/** Rows of these read models, and poisoned rows on the list, at any revision but these; and what ElectroDB once wrote. */
const filterOf = (live: readonly (readonly [name: string, revision: number])[]) => ({
  FilterExpression: [
    "attribute_exists(#entity)",
    ...live.map((_, i) => `(#model = :model${i} and #revision <> :revision${i})`),
  ].join(" or "),
  ProjectionExpression: "pk, sk",
  ExpressionAttributeNames: { "#entity": "__edb_e__", "#model": "model", "#revision": "revision" },
  ExpressionAttributeValues: Object.fromEntries(
    live.flatMap(([name, revision], i) => [
      [`:model${i}`, { S: name }],
      [`:revision${i}`, { N: `${revision}` }],
    ]),
  ),
})

/** Deletes page by page until nothing is left or time is up; answers where to go on. */
const drop = async (
  table: DynamoTable,
  models: Rebuild["models"],
  [from, late]: [Key | null, () => boolean],
): Promise<Key | null> => {
  const scan = { TableName: table.name(), ...filterOf(models.map(({ name, to }) => [name, to])) }
  let after = from
  do {
    const start = after ? { ExclusiveStartKey: marshall(after) } : {}
    const { Items = [], LastEvaluatedKey } = await table.client.send(new ScanCommand({ ...scan, ...start }))
    await remove(table, Items)
    after = LastEvaluatedKey ? Key.parse(unmarshall(LastEvaluatedKey)) : null
  } while (after && !late())
  return after
}

/** Deletes the rows of the revisions that nobody reads any more, in time slices. The rebuild is done when they are gone. */
export const dropRevisions =
  (parts: RebuildParts, table: DynamoTable) =>
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
