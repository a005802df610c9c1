import { randomUUID } from "node:crypto"
import type { WebSocket } from "ws"
import type { LiveConnection, LiveLimits } from "#local/door/live-connections"
import type { LiveCall } from "#local/door/live-event"

/** Closes the socket when nothing happened for too long, or after its longest life; returns what starts idling anew. */
const keepTime = (socket: WebSocket, { idle, longest }: LiveLimits) => {
  const tooIdle = setTimeout(() => socket.close(1001, "Going away: idle"), idle)
  const tooOld = setTimeout(() => socket.close(1001, "Going away: reconnect"), longest)
  socket.on("close", () => {
    clearTimeout(tooIdle)
    clearTimeout(tooOld)
  })
  return () => void tooIdle.refresh()
}

/** There are no routes for what clients send, so they get API Gateway's answer to a missing route. */
const answerMessage = (socket: WebSocket, connectionId: string) =>
  socket.send(JSON.stringify({ message: "Forbidden", connectionId, requestId: randomUUID() }))

/** An accepted WebSocket, with its clocks running. */
export const liveConnection = (socket: WebSocket, call: LiveCall, limits: LiveLimits): LiveConnection => {
  const { connectionId, connectedAt, request } = call
  const idle = keepTime(socket, limits)
  let last = connectedAt
  const touch = () => {
    last = new Date()
    idle()
  }
  socket.on("error", () => socket.terminate())
  socket.on("ping", touch)
  socket.on("message", () => {
    touch()
    answerMessage(socket, connectionId)
  })
  const { "user-agent": userAgent = "" } = request.headers
  const identity = { sourceIp: request.socket.remoteAddress ?? "", userAgent }
  return { socket, connectedAt, lastActiveAt: () => last, touch, identity }
}
