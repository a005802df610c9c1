import { type AttributeValue, ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb"
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import { contiguous, encode } from "#core/commit"
import { Conflict, type EventStore, type NewCommit } from "#core/event-store"
import { fromItem, prefix, toItem } from "#functions/lib/commit-item"
import { documents } from "#functions/lib/dynamodb"
import { env } from "#functions/lib/env"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"

type Table = { client: DynamoDBDocumentClient; name: () => string }

type Side = { from: string; descending: boolean; limit?: number }

/** The commits of a ticket on one side of a version, in that direction. Follows every page. */
const query = async ({ client, name }: Table, [ticketId, version]: [TicketId, number], side: Side) => {
  const found: unknown[] = []
  let start: Record<string, unknown> | undefined
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name(),
        ConsistentRead: true,
        KeyConditionExpression: `pk = :pk and sk ${side.from} :sk`,
        ExpressionAttributeValues: { ":pk": prefix + ticketId, ":sk": version },
        ScanIndexForward: !side.descending,
        Limit: side.limit,
        ExclusiveStartKey: start,
      }),
    )
    found.push(...(page.Items ?? []))
    start = side.limit === undefined ? page.LastEvaluatedKey : undefined
  } while (start)
  return found.flatMap(fromItem)
}

/** `after` may lie inside a commit, so the commit that holds it is read too. */
const load = async (table: Table, ticketId: TicketId, after: number): Promise<Recorded[]> => {
  const [around, later] = await Promise.all([
    after > 0 ? query(table, [ticketId, after], { from: "<=", descending: true, limit: 1 }) : [],
    query(table, [ticketId, after], { from: ">", descending: false }),
  ])
  return contiguous([...around, ...later], around[0]?.version).filter(({ version }) => version > after)
}

type Place = { pk: string; sk: number }

/** The commit that is in the way. The failed write brings it along where the endpoint can do that. */
const occupant = async (table: Table, { pk, sk }: Place, old?: Record<string, AttributeValue>): Promise<Recorded[]> => {
  if (old) return fromItem(unmarshall(old))
  const key = { TableName: table.name(), Key: { pk, sk }, ConsistentRead: true }
  const answer = await table.client.send(new GetCommand(key))
  return fromItem(answer.Item)
}

/** Writes the item and returns what is there now: its own events, or those of whoever came first. */
const put = async (table: Table, item: Place): Promise<Recorded[]> => {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name(),
        Item: item,
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    )
    return fromItem(item)
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return occupant(table, item, error.Item)
    throw error
  }
}

const append = async (table: Table, commit: NewCommit): Promise<number> => {
  const last = (await put(table, toItem(encode(commit)))).at(-1)
  if (last?.commitId !== commit.commitId) throw new Conflict(commit.ticketId, commit.expected)
  return last.version
}

/** The event store on DynamoDB: one item per commit, at the version of its first event, written once. */
export const dynamoStore = (table: Table): EventStore => ({
  load: (ticketId, after = 0) => load(table, ticketId, after),
  append: (commit) => append(table, commit),
})

export const eventStore: EventStore = dynamoStore({ client: documents, name: () => env("EVENTS_TABLE") })
