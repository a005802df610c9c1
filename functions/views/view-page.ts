import { BatchGetItemCommand, type BatchGetItemCommandOutput, QueryCommand } from "@aws-sdk/client-dynamodb"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { inBatches } from "#functions/lib/batches"
import { pause } from "#functions/lib/pause"
import { fromItem, type Item, idIn, keyOf, partitionIn, type Revised, sortIn } from "#functions/views/view-item"
import type { IndexName } from "#projections/read-model"
import { tables } from "#schemas/tables"

/** A place in an index: of a row that is there, was there, or never was. */
export type Place = { sort: string; id: string }

/** The rows of one partition of an index. `from` and `until` bound their sort keys, both included. */
export type Range = { index: IndexName; partition: string; from?: string; until?: string }

export type PageQuery = Range & { after?: Place | undefined; limit: number; descending?: boolean }

export type Found<Row> = { id: string; version: number; row: Row; sort: string }

/** `next` is missing where the order ends; a page may be short, or empty, and still have one. */
export type Page<Row> = { rows: Found<Row>[]; next?: Place }

/** BatchGetItem's limit. */
const batchSize = 100

const attempts = 6

const bounds = ({ from, until }: Range): [string, Item] => {
  if (from !== undefined && until !== undefined)
    return [" and #sort between :from and :until", { ":from": { S: from }, ":until": { S: until } }]
  if (from !== undefined) return [" and #sort >= :from", { ":from": { S: from } }]
  return until === undefined ? ["", {}] : [" and #sort <= :until", { ":until": { S: until } }]
}

/** What a Query asks of an index's partition. */
export const asking = (of: Revised<unknown>, range: Range) => {
  const { partitionKey, sortKey } = tables.views.indexes[range.index]
  const [condition, values] = bounds(range)
  return {
    IndexName: range.index,
    KeyConditionExpression: `#partition = :partition${condition}`,
    ExpressionAttributeNames: { "#partition": partitionKey, ...(condition && { "#sort": sortKey }) },
    ExpressionAttributeValues: { ":partition": { S: partitionIn(of, range.partition) }, ...values },
  }
}

/** The keys that a row at this place would have: DynamoDB goes on behind them whether or not it is there. */
const startAt = (of: Revised<unknown>, { index, partition, after }: PageQuery): Item | undefined => {
  const { partitionKey, sortKey } = tables.views.indexes[index]
  return (
    after && {
      ...keyOf(of, after.id),
      [partitionKey]: { S: partitionIn(of, partition) },
      [sortKey]: { S: after.sort },
    }
  )
}

/** Items by their keys. One that is gone by now is left out. Throws where the table does not answer for all of them. */
const itemsAt = async ({ client, name }: DynamoTable, keys: readonly Item[]): Promise<Item[]> => {
  const found: Item[] = []
  let left: Item[] | undefined = [...keys]
  for (let attempt = 1; left && left.length > 0; attempt++) {
    if (attempt > attempts) throw new Error(`The views table did not answer for ${left.length} rows: try again`)
    if (attempt > 1) await pause(attempt - 1)
    const answer: BatchGetItemCommandOutput = await client.send(
      new BatchGetItemCommand({ RequestItems: { [name()]: { Keys: left } } }),
    )
    found.push(...(answer.Responses?.[name()] ?? []))
    left = answer.UnprocessedKeys?.[name()]?.Keys
  }
  return found
}

/** The rows of an index's entries, in their order. */
const resolved = async (table: DynamoTable, of: Revised<unknown>, entries: readonly Item[]): Promise<Item[]> => {
  const keys = entries.map((entry) => keyOf(of, idIn(entry)))
  const items = (await Promise.all(inBatches(keys, batchSize).map((batch) => itemsAt(table, batch)))).flat()
  const byId = new Map(items.map((item) => [idIn(item), item]))
  return entries.map((entry) => byId.get(idIn(entry))).filter((item) => item !== undefined)
}

/**
 * One page of an index: one Query, and for keys alone one BatchGetItem per 100 rows. Eventually consistent: a row may
 * have changed since the index was written, and be what it is now.
 */
export const pageOf = async <Row>(table: DynamoTable, of: Revised<Row>, query: PageQuery): Promise<Page<Row>> => {
  const { index, limit, descending = false } = query
  const { Items: entries = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name(),
      ...asking(of, query),
      Limit: limit,
      ScanIndexForward: !descending,
      ExclusiveStartKey: startAt(of, query),
    }),
  )
  const sorts = new Map(entries.map((entry) => [idIn(entry), sortIn(index, entry)]))
  const isWhole = tables.views.indexes[index].projection === "ALL"
  const items = isWhole ? entries : await resolved(table, of, entries)
  const rows = items.flatMap((item): Found<Row>[] => {
    const { row, version } = fromItem(of, item)
    const id = idIn(item)
    return row === undefined ? [] : [{ id, version, row, sort: sorts.get(id) ?? "" }]
  })
  return {
    rows,
    ...(LastEvaluatedKey && { next: { id: idIn(LastEvaluatedKey), sort: sortIn(index, LastEvaluatedKey) } }),
  }
}

/** How many rows stand in a range of an index. Reads their entries, so only for what is bounded. */
export const countOf = async (table: DynamoTable, of: Revised<unknown>, range: Range): Promise<number> => {
  let count = 0
  let start: Item | undefined
  do {
    const query = { TableName: table.name(), ...asking(of, range), Select: "COUNT" as const, ExclusiveStartKey: start }
    const { Count = 0, LastEvaluatedKey } = await table.client.send(new QueryCommand(query))
    count += Count
    start = LastEvaluatedKey
  } while (start)
  return count
}
