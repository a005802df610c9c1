import { type DynamoDBClient, QueryCommand, type QueryCommandOutput } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import { contiguous, reaches, upTo } from "#core/engine/commit"
import type { Point } from "#core/engine/event-store"
import type { Past } from "#core/engine/snapshot"
import { fromItem, prefix } from "#functions/store/commit-item"
import { fromSnapshotItem, snapshotPlace } from "#functions/store/snapshot-item"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"

/** The plain client: three attributes an item are not worth what the document client takes for a request. */
export type Table = { client: DynamoDBClient; name: () => string }

/** Places of a partition, both included. */
type Range = { first: number; last: number }

type Reading = { range?: Range; descending: boolean; limit?: number; start?: QueryCommandOutput["LastEvaluatedKey"] }

const lastCommit = snapshotPlace - 1

/** Items that a load for a decision reads at once: a snapshot and a little more than what follows it. */
const glance = 10

/** The whole partition, or a range of it. */
const places = (ticketId: TicketId, range?: Range) => {
  const pk = { ":pk": { S: prefix + ticketId } }
  if (!range) return { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: pk }
  return {
    KeyConditionExpression: "pk = :pk and sk between :first and :last",
    ExpressionAttributeValues: { ...pk, ":first": { N: `${range.first}` }, ":last": { N: `${range.last}` } },
  }
}

type Page = { items: Record<string, unknown>[]; next: QueryCommandOutput["LastEvaluatedKey"] }

/** One page of a ticket's items, strongly consistent. */
const page = async ({ client, name }: Table, ticketId: TicketId, reading: Reading): Promise<Page> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name(),
      ConsistentRead: true,
      ...places(ticketId, reading.range),
      ScanIndexForward: !reading.descending,
      Limit: reading.limit,
      ExclusiveStartKey: reading.start,
    }),
  )
  return { items: Items.map((item) => unmarshall(item)), next: LastEvaluatedKey }
}

/** The events of a range page by page, oldest first. */
async function* pages(table: Table, ticketId: TicketId, range: Range): AsyncGenerator<Recorded[]> {
  if (range.first > range.last) return
  let start: Reading["start"]
  do {
    const { items, next } = await page(table, ticketId, { range, descending: false, start })
    yield items.flatMap(fromItem)
    start = next
  } while (start)
}

const between = async (table: Table, ticketId: TicketId, range: Range): Promise<Recorded[]> => {
  const found: Recorded[][] = []
  for await (const events of pages(table, ticketId, range)) found.push(events)
  return found.flat()
}

/** The commit that holds a version. */
const around = async (table: Table, ticketId: TicketId, version: number): Promise<Recorded[]> => {
  if (version <= 0) return []
  const range = { first: 1, last: Math.min(version, lastCommit) }
  const { items } = await page(table, ticketId, { range, descending: true, limit: 1 })
  return items.flatMap(fromItem)
}

/** `after` may lie inside a commit, so the commit that holds it is read too. */
export const loadAfter = async (table: Table, ticketId: TicketId, after: number): Promise<Recorded[]> => {
  const [holding, later] = await Promise.all([
    around(table, ticketId, after),
    between(table, ticketId, { first: after + 1, last: lastCommit }),
  ])
  return contiguous([...holding, ...later], holding[0]?.version).filter(({ version }) => version > after)
}

/** Reads no further than the page with the point. */
export const loadUntil = async (table: Table, ticketId: TicketId, until: Point): Promise<Recorded[]> => {
  const last = "version" in until ? Math.min(until.version, lastCommit) : lastCommit
  const found: Recorded[] = []
  for await (const events of pages(table, ticketId, { first: 1, last })) {
    found.push(...events)
    if (reaches(events, until)) break
  }
  return upTo(contiguous(found), until)
}

/**
 * The latest snapshot and what followed, with one query as long as the snapshot is no more than 9 commits old, and with a
 * second one for the rest.
 */
export const loadPast = async (table: Table, ticketId: TicketId): Promise<Past> => {
  const { items, next: more } = await page(table, ticketId, { descending: true, limit: glance })
  const snapshot = items[0]?.sk === snapshotPlace ? fromSnapshotItem(items[0]) : undefined
  const after = snapshot?.version ?? 0
  const commits = items.filter(({ sk }) => sk !== snapshotPlace).reverse()
  const missing = { first: after + 1, last: more ? Number(commits[0]?.sk ?? snapshotPlace) - 1 : 0 }
  const earlier = await between(table, ticketId, missing)
  const latest = commits.filter(({ sk }) => Number(sk) > after).flatMap(fromItem)
  return { snapshot, tail: contiguous([...earlier, ...latest], after + 1) }
}
