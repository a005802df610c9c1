import { DeleteItemCommand, GetItemCommand, PutItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { marked, type PoisonedKey, PoisonedRow, type PoisonedRows } from "#projections/poisoned-row"
import { named } from "#schemas/stream"

const partition = "$poisoned"

/** Named by the row that it stands for, so that it goes when the rows of that revision go. */
const keyOf = ({ projection, revision, stream }: PoisonedKey) =>
  marshall({ pk: partition, sk: `${projection}#${revision}#${named(stream)}` })

const toItem = (row: PoisonedRow) => ({
  ...keyOf(row),
  ...marshall({ ...row, model: row.projection }, { removeUndefinedValues: true }),
})

const all = async ({ client, name }: DynamoTable): Promise<PoisonedRow[]> => {
  const found: PoisonedRow[] = []
  const of = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: partition } } }
  for await (const { Items = [] } of paginateQuery({ client }, { TableName: name(), ConsistentRead: true, ...of }))
    found.push(...Items.map((item) => PoisonedRow.parse(unmarshall(item))))
  return found.toSorted((one, other) => one.since.localeCompare(other.since))
}

/**
 * The list of poisoned rows, in the views table; the oldest first. Two that mark the same row at once may count as one
 * attempt.
 */
export const poisonedStore = (table: DynamoTable): PoisonedRows => ({
  mark: async (failed) => {
    const { client, name } = table
    const Key = keyOf(failed)
    const { Item } = await client.send(new GetItemCommand({ TableName: name(), Key, ConsistentRead: true }))
    const row = marked(Item ? PoisonedRow.parse(unmarshall(Item)) : undefined, failed)
    await client.send(new PutItemCommand({ TableName: name(), Item: toItem(row) }))
  },
  all: () => all(table),
  clear: async (key) => {
    await table.client.send(new DeleteItemCommand({ TableName: table.name(), Key: keyOf(key) }))
  },
})
