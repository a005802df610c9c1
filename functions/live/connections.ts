import { DeleteCommand, PutCommand, paginateScan } from "@aws-sdk/lib-dynamodb"
import * as z from "zod"
import { documents } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { Role } from "#schemas/actor"
import { CustomerId } from "#schemas/id"

/** Somebody who listens on the live WebSocket. Times are epoch seconds. */
export const Connection = z.object({
  connectionId: z.string().min(1),
  role: Role,
  customerId: CustomerId.optional(),
  /** When the token that opened it expires. */
  signedInUntil: z.number(),
  /** When API Gateway has closed it at the latest, so that DynamoDB may forget it. */
  expiresAt: z.number(),
})
export type Connection = z.infer<typeof Connection>

export type Connections = {
  add: (connection: Connection) => Promise<void>
  remove: (connectionId: string) => Promise<void>
  all: () => Promise<Connection[]>
}

/** The connections table. */
export const connections: Connections = {
  add: async (connection) => {
    await documents.send(new PutCommand({ TableName: env("CONNECTIONS_TABLE"), Item: connection }))
  },
  remove: async (connectionId) => {
    await documents.send(new DeleteCommand({ TableName: env("CONNECTIONS_TABLE"), Key: { connectionId } }))
  },
  all: async () => {
    const found: Connection[] = []
    const pages = paginateScan({ client: documents }, { TableName: env("CONNECTIONS_TABLE") })
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => Connection.parse(item)))
    return found
  },
}
