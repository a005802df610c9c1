import type { IncomingMessage, ServerResponse } from "node:http"
import { WebSocket } from "ws"
import { addressOf } from "#local/door/address"
import { type LiveConnection, type LiveConnections, largestMessage } from "#local/door/live-connections"
import { AwsError, answerError, readBody, type Service } from "#local/service"

const gone = () => new AwsError("GoneException", "The connection is gone", 410)

/** A stage may stand before it, as in the address of a deployed API. */
const connectionIdOf = (request: IncomingMessage): string => {
  const { path } = addressOf(request)
  const [, id] = /^(?:\/[^/]+)?\/@connections\/([^/]+)$/.exec(decodeURIComponent(path)) ?? []
  if (id) return id
  throw new AwsError("UnknownOperationException", `The local execute-api has no ${request.method} ${path}`, 404)
}

const openConnection = (connections: LiveConnections, request: IncomingMessage): LiveConnection => {
  const connection = connections.get(connectionIdOf(request))
  if (connection?.socket.readyState === WebSocket.OPEN) return connection
  throw gone()
}

type Operation = (connection: LiveConnection, request: IncomingMessage) => Promise<{ status: number; body?: unknown }>

const post: Operation = async (connection, request) => {
  const message = await readBody(request)
  if (message.length > largestMessage)
    throw new AwsError("PayloadTooLargeException", `A message may have ${largestMessage} bytes`, 413)
  await new Promise<void>((sent, failed) => {
    connection.socket.send(message, { binary: false }, (error) => (error ? failed(gone()) : sent()))
  })
  connection.touch()
  return { status: 200 }
}

const get: Operation = async ({ connectedAt, lastActiveAt, identity }) => ({
  status: 200,
  body: { connectedAt, lastActiveAt: lastActiveAt(), identity },
})

const remove: Operation = async ({ socket }) => {
  socket.close(1000, "Connection Closed Normally")
  return { status: 204 }
}

const operations: Record<string, Operation> = { POST: post, GET: get, DELETE: remove }

/**
 * The management API of the WebSocket API: PostToConnection, GetConnection and DeleteConnection.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export const liveManagement = (connections: LiveConnections): Service<"execute-api"> => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const operation = operations[request.method ?? ""]
    const connection = openConnection(connections, request)
    if (!operation) throw new AwsError("UnknownOperationException", `There is no ${request.method} on connections`, 405)
    const { status, body } = await operation(connection, request)
    response.writeHead(status, { "content-type": "application/json" })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }
  return {
    scope: "execute-api",
    handle: (request, response) => {
      answer(request, response).catch((error: unknown) => answerError(response, error))
    },
    close: async () => undefined,
  }
}
