import { randomBytes } from "node:crypto"
import { type IncomingMessage, STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import { WebSocketServer } from "ws"
import { z } from "zod"
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { systemClock } from "#local/clock"
import { addressOf, isForThisMachine } from "#local/door/address"
import { type LiveConnections, type LiveLimits, largestMessage } from "#local/door/live-connections"
import { connectEvent, disconnectEvent, type LiveCall } from "#local/door/live-event"
import { liveConnection } from "#local/door/live-socket"
import type { FailureLog } from "#local/failure-log"
import type { Lambda } from "#local/lambda/lambda"

export type LiveSettings = {
  functions: ReadonlyMap<FunctionName, FunctionSpec>
  lambda: Lambda
  connections: LiveConnections
  failures: FailureLog
  limits: LiveLimits
}

/** How long clients may take to answer a close, in milliseconds. */
const goodbye = 500

/** How long `$disconnect` may take once the door closes, in milliseconds. */
const patience = 2000

const Answer = z.object({ statusCode: z.coerce.number().int() })

const functionOn = (functions: LiveSettings["functions"], route: "$connect" | "$disconnect"): FunctionName => {
  const found = [...functions].find(([, { on }]) => on.kind === "socket" && on.route === route)
  if (found) return found[0]
  throw new Error(`functions/manifest.ts has no function on the WebSocket route ${route}`)
}

/** The functions behind the two routes; what they throw is written down, and never the client's to see. */
const routes = ({ functions, lambda, failures }: LiveSettings) => {
  const [connect, disconnect] = [functionOn(functions, "$connect"), functionOn(functions, "$disconnect")]
  return {
    /** The status that the function answered, 502 where it failed. */
    connect: async (call: LiveCall): Promise<number> => {
      try {
        return Answer.parse(await lambda.invoke(connect, connectEvent(call))).statusCode
      } catch (error) {
        failures({ source: connect, what: "a connection", error })
        return 502
      }
    },
    disconnect: async (event: ReturnType<typeof disconnectEvent>): Promise<void> => {
      try {
        await lambda.invoke(disconnect, event)
      } catch (error) {
        failures({ source: disconnect, what: "a disconnection", error })
      }
    },
  }
}

const refuse = (socket: Duplex, status: number) =>
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)

const isLive = (request: IncomingMessage) => addressOf(request).path === "/api/live" && isForThisMachine(request)

/**
 * The WebSocket API at `/api/live`: `$connect` decides about the upgrade (any status but 200 refuses it), and
 * `$disconnect` follows every close. `close` says goodbye to all and waits up to 2 s until their
 * `$disconnect` has run.
 */
export const liveDoor = (settings: LiveSettings) => {
  const { connections, limits } = settings
  const server = new WebSocketServer({ noServer: true, maxPayload: largestMessage })
  const { connect, disconnect } = routes(settings)
  const leaving = new Set<Promise<void>>()

  const left = async (call: LiveCall, code: number, reason: string) => {
    connections.delete(call.connectionId)
    await disconnect(disconnectEvent(call, code, reason))
  }

  const accept = (call: LiveCall, socket: Duplex, head: Buffer) =>
    server.handleUpgrade(call.request, socket, head, (opened) => {
      connections.set(call.connectionId, liveConnection(opened, call, limits))
      opened.on("close", (code, reason) => {
        const told = left(call, code, reason.toString()).finally(() => leaving.delete(told))
        leaving.add(told)
      })
    })

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy())
    if (!isLive(request)) return void refuse(socket, 404)
    const call = { connectionId: randomBytes(12).toString("base64url"), connectedAt: new Date(), request }
    const status = await connect(call)
    if (status !== 200) return void refuse(socket, status)
    return accept(call, socket, head)
  }

  const close = async () => {
    for (const { socket } of connections.values()) socket.close(1001, "The desk is closing")
    const late = setTimeout(() => server.clients.forEach((socket) => void socket.terminate()), goodbye)
    const all = [...server.clients].map((socket) => new Promise((closed) => socket.once("close", closed)))
    await Promise.all(all)
    clearTimeout(late)
    const told = new AbortController()
    await Promise.race([Promise.all(leaving), systemClock.pause(patience, told.signal)])
    told.abort()
  }

  return { upgrade, close }
}
