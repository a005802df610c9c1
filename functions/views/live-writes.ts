import { randomUUID } from "node:crypto"
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb"
import * as z from "zod"
import type { DynamoTable } from "#functions/aws/dynamo-table"

/** Whether the projector wrote rows since somebody looked: only then may a rebuild's batch have overwritten newer ones. */
export type LiveWrites = {
  /** To be called before rows are written. */
  note: () => Promise<void>
  /** Another answer than before where there was a note in between. Strongly consistent. */
  latest: () => Promise<string | undefined>
}

const key = { pk: { S: "$live-writes" }, sk: { S: "$live-writes" } }

const Note = z.object({ note: z.object({ S: z.string() }) })

/** One item of the views table. */
export const liveWritesOn = ({ client, name }: DynamoTable): LiveWrites => ({
  note: async () => {
    await client.send(new PutItemCommand({ TableName: name(), Item: { ...key, note: { S: randomUUID() } } }))
  },
  latest: async () => {
    const { Item } = await client.send(new GetItemCommand({ TableName: name(), Key: key, ConsistentRead: true }))
    return Item && Note.parse(Item).note.S
  },
})
