import { BatchWriteItemCommand, type BatchWriteItemCommandOutput, type WriteRequest } from "@aws-sdk/client-dynamodb"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { inBatches } from "#functions/lib/batches"
import { type Item, idIn } from "#functions/views/view-item"

/** BatchWriteItem's limit. */
const batchSize = 25

const left = (name: string, { UnprocessedItems }: BatchWriteItemCommandOutput): WriteRequest[] =>
  UnprocessedItems?.[name] ?? []

/** One BatchWriteItem per 25 requests, all at once. Answers those that were not taken. */
export const writeBatches = async (
  { client, name }: DynamoTable,
  requests: readonly WriteRequest[],
): Promise<WriteRequest[]> => {
  const batches = inBatches(requests, batchSize)
  const answers = await Promise.all(
    batches.map((batch) => client.send(new BatchWriteItemCommand({ RequestItems: { [name()]: batch } }))),
  )
  return answers.flatMap((answer) => left(name(), answer))
}

/** Puts items whatever is there, marked as rebuilt. Answers the ids of the streams whose item was not taken. */
export const putAll = async (table: DynamoTable, items: readonly Item[]): Promise<string[]> => {
  const requests = items.map((item) => ({ PutRequest: { Item: { ...item, rebuilt: { BOOL: true } } } }))
  const refused = await writeBatches(table, requests)
  return refused.flatMap(({ PutRequest }) => (PutRequest?.Item ? [idIn(PutRequest.Item)] : []))
}
