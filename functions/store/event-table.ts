import { QueryCommand, type QueryCommandOutput } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import { contiguous, reaches, upTo } from "#core/engine/commit"
import type { Events, Folded, Point } from "#core/engine/event-store"
import type { Past } from "#core/engine/snapshot"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { fromItem } from "#functions/store/commit-item"
import { partitionOf } from "#functions/store/partition"
import { fromSnapshotItem, snapshotPlace } from "#functions/store/snapshot-item"
import type { RecordedOf, Shapes } from "#schemas/recorded"

/** Places of a partition, both included. */
type Range = { first: number; last: number }

type Reading = { range?: Range; descending: boolean; limit?: number; start?: QueryCommandOutput["LastEvaluatedKey"] }

const lastCommit = snapshotPlace - 1

/** Items that a load for a decision reads at once: a snapshot and a little more than what follows it. */
const glance = 10

/** The stream to read, and what its items are. */
export type Reader<Of> = { table: DynamoTable; of: Of; id: string }

type Named = Reader<Pick<Events, "category">>

/** The whole partition, or a range of it. */
const places = ({ of: { category }, id }: Named, range?: Range) => {
  const pk = { ":pk": { S: partitionOf({ category, id }) } }
  if (!range) return { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: pk }
  return {
    KeyConditionExpression: "pk = :pk and sk between :first and :last",
    ExpressionAttributeValues: { ...pk, ":first": { N: `${range.first}` }, ":last": { N: `${range.last}` } },
  }
}

type Page = { items: Record<string, unknown>[]; next: QueryCommandOutput["LastEvaluatedKey"] }

/** One page of a stream's items, strongly consistent. */
const page = async (reader: Named, reading: Reading): Promise<Page> => {
  const { client, name } = reader.table
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name(),
      ConsistentRead: true,
      ...places(reader, reading.range),
      ScanIndexForward: !reading.descending,
      Limit: reading.limit,
      ExclusiveStartKey: reading.start,
    }),
  )
  return { items: Items.map((item) => unmarshall(item)), next: LastEvaluatedKey }
}

const decoded = <E extends Shapes>({ of }: Reader<Events<E>>, items: readonly unknown[]): RecordedOf<E>[] =>
  items.flatMap((item) => fromItem(of, item))

/** The events of a range page by page, oldest first. */
async function* pages<E extends Shapes>(reader: Reader<Events<E>>, range: Range): AsyncGenerator<RecordedOf<E>[]> {
  if (range.first > range.last) return
  let start: Reading["start"]
  do {
    const { items, next } = await page(reader, { range, descending: false, start })
    yield decoded(reader, items)
    start = next
  } while (start)
}

const between = async <E extends Shapes>(reader: Reader<Events<E>>, range: Range): Promise<RecordedOf<E>[]> => {
  const found: RecordedOf<E>[][] = []
  for await (const events of pages(reader, range)) found.push(events)
  return found.flat()
}

/** The commit that holds a version. */
const around = async <E extends Shapes>(reader: Reader<Events<E>>, version: number): Promise<RecordedOf<E>[]> => {
  if (version <= 0) return []
  const range = { first: 1, last: Math.min(version, lastCommit) }
  const { items } = await page(reader, { range, descending: true, limit: 1 })
  return decoded(reader, items)
}

/** `after` may lie inside a commit, so the commit that holds it is read too. */
export const loadAfter = async <E extends Shapes>(
  reader: Reader<Events<E>>,
  after: number,
): Promise<RecordedOf<E>[]> => {
  const [holding, later] = await Promise.all([
    around(reader, after),
    between(reader, { first: after + 1, last: lastCommit }),
  ])
  return contiguous([...holding, ...later], holding[0]?.version).filter(({ version }) => version > after)
}

/** Reads no further than the page with the point. */
export const loadUntil = async <E extends Shapes>(
  reader: Reader<Events<E>>,
  until: Point,
): Promise<RecordedOf<E>[]> => {
  const last = "version" in until ? Math.min(until.version, lastCommit) : lastCommit
  const found: RecordedOf<E>[] = []
  for await (const events of pages(reader, { first: 1, last })) {
    found.push(...events)
    if (reaches(events, until)) break
  }
  return upTo(contiguous(found), until)
}

/**
 * The latest snapshot and what followed, with one query as long as the snapshot is no more than 9 commits old, and with a
 * second one for the rest.
 */
export const loadPast = async <State, E extends Shapes>(reader: Reader<Folded<State, E>>): Promise<Past<State, E>> => {
  const { items, next: more } = await page(reader, { descending: true, limit: glance })
  const snapshot = items[0]?.sk === snapshotPlace ? fromSnapshotItem<State>(reader.of.stamp, items[0]) : undefined
  const after = snapshot?.version ?? 0
  const commits = items.filter(({ sk }) => sk !== snapshotPlace).reverse()
  const missing = { first: after + 1, last: more ? Number(commits[0]?.sk ?? snapshotPlace) - 1 : 0 }
  const earlier = await between(reader, missing)
  const latest = decoded(
    reader,
    commits.filter(({ sk }) => Number(sk) > after),
  )
  return { snapshot, tail: contiguous([...earlier, ...latest], after + 1) }
}
