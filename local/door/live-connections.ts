import type { WebSocket } from "ws"

export type LiveConnection = {
  socket: WebSocket
  connectedAt: Date
  lastActiveAt: () => Date
  /** Something was sent or received: the time until it counts as idle starts anew. */
  touch: () => void
  identity: { sourceIp: string; userAgent: string }
}

/** Open WebSockets by connection id, shared by the door that accepts them and the service that writes to them. */
export type LiveConnections = Map<string, LiveConnection>

export const liveConnections = (): LiveConnections => new Map()

/** API Gateway's limit for one message either way, in bytes. */
export const largestMessage = 128 * 1024

/** API Gateway's quotas, in milliseconds: an idle connection is closed, and so is any after two hours. */
export type LiveLimits = { idle: number; longest: number }
export const liveLimits: LiveLimits = { idle: 10 * 60_000, longest: 2 * 3_600_000 }
