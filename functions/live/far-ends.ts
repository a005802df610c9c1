import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi"
import { env } from "#functions/lib/env"

const client = new ApiGatewayManagementApiClient({ endpoint: env("LIVE_ENDPOINT") })

/** The far ends of the live WebSocket. Both answer false where the connection is gone. */
export type Live = {
  post: (connectionId: string, message: unknown) => Promise<boolean>
  /** Closes it: a client that is still there connects again. */
  drop: (connectionId: string) => Promise<boolean>
}

const unlessGone = async (sending: Promise<unknown>): Promise<boolean> => {
  try {
    await sending
    return true
  } catch (error) {
    if (error instanceof GoneException) return false
    throw error
  }
}

export const live: Live = {
  post: (ConnectionId, message) =>
    unlessGone(client.send(new PostToConnectionCommand({ ConnectionId, Data: JSON.stringify(message) }))),
  drop: (ConnectionId) => unlessGone(client.send(new DeleteConnectionCommand({ ConnectionId }))),
}
