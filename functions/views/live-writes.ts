import { randomUUID } from "node:crypto"
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb"
import * as z from "zod"
import type { DocumentTable } from "#functions/views/revisions"

/** Whether the projector wrote rows since somebody looked: only then may a rebuild's batch have overwritten newer ones. */
export type LiveWrites = {
  /** To be called before rows are written. */
  note: () => Promise<void>
  /** Another answer than before where there was a note in between. Strongly consistent. */
  latest: () => Promise<string | undefined>
}

const key = { pk: "$live-writes", sk: "$live-writes" }

const Note = z.object({ note: z.string() })

/** One item of the views table. */
export const liveWritesOn = ({ client, name }: DocumentTable): LiveWrites => ({
  note: async () => {
    await client.send(new PutCommand({ TableName: name(), Item: { ...key, note: randomUUID() } }))
  },
  latest: async () => {
    const { Item } = await client.send(new GetCommand({ TableName: name(), Key: key, ConsistentRead: true }))
    return Item && Note.parse(Item).note
  },
})
