import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { putAll } from "#functions/views/view-bulk"
import { fromItem, idIn, keyOf, type Revised, toItem, versionIn } from "#functions/views/view-item"
import { countOf, type Page, type PageQuery, pageOf, type Range } from "#functions/views/view-page"
import { nothing, type ReadModel } from "#projections/read-model"
import type { Bulk, Encoded, ViewStore } from "#projections/view-store"

/** One read model's rows in the views table, at one revision. */
export type ViewTable<Row> = ViewStore<Row> &
  Bulk<Row> & {
    /** Throws ZodError where a row does not fit its schema. */
    page: (query: PageQuery) => Promise<Page<Row>>
    /** How many rows stand in a range of an index. Reads their entries, so only for what is bounded. */
    count: (range: Range) => Promise<number>
  }

const ifStill = (from: number) =>
  from === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : { ConditionExpression: "version = :from", ExpressionAttributeValues: { ":from": { N: `${from}` } } }

/** True when the conditional write went through, false when its condition failed; any other failure is thrown on. */
const unlessBeaten = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

const viewStore = <Row>({ client, name }: DynamoTable, of: Revised<Row>): ViewStore<Row> => ({
  of: of.model,
  get: async (id) => {
    const command = new GetItemCommand({ TableName: name(), Key: keyOf(of, id), ConsistentRead: true })
    const { Item } = await client.send(command)
    return Item ? fromItem(of, Item) : nothing
  },
  put: (view, from) =>
    unlessBeaten(client.send(new PutItemCommand({ TableName: name(), Item: toItem(of, view), ...ifStill(from) }))),
})

/** The versions of at most 100 rows, strongly consistent. */
const versionsOf = async ({ client, name }: DynamoTable, of: Revised<unknown>, ids: readonly string[]) => {
  const [names, expression] = [{ "#version": "version" }, "pk, #version"]
  const Keys = ids.map((id) => keyOf(of, id))
  const request = { Keys, ConsistentRead: true, ProjectionExpression: expression, ExpressionAttributeNames: names }
  const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [name()]: request } }))
  const found = (answer.Responses?.[name()] ?? []).map((item) => ({ id: idIn(item), version: versionIn(item) }))
  return { found, left: (answer.UnprocessedKeys?.[name()]?.Keys ?? []).map(idIn) }
}

const bulk = <Row>(table: DynamoTable, of: Revised<Row>): Bulk<Row> => ({
  encode: (view): Encoded => ({ id: view.id, version: view.version, item: toItem(of, view) }),
  putAll: (rows) =>
    putAll(
      table,
      rows.map(({ item }) => item),
    ),
  versions: (ids) => versionsOf(table, of, ids),
})

/** The rows of every read model at every revision, in the table of this name. */
export const viewTable =
  (client: DynamoDBClient, tableName: string) =>
  <Row>(model: ReadModel<Row>, revision: number): ViewTable<Row> => {
    const table = { client, name: () => tableName }
    const of = { model, revision }
    return {
      ...viewStore(table, of),
      ...bulk(table, of),
      page: (query) => pageOf(table, of, query),
      count: (range) => countOf(table, of, range),
    }
  }
