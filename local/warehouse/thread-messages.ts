import type { ResultSet, Statement } from "#local/warehouse/database"

/** What the thread is started with. */
export type ThreadSettings = {
  folder: string
  port: number
  /** Milliseconds: see wire-session.ts. */
  idleMillis: number
  /** Megabytes of stack. PostgreSQL checks its own use of it, and must reach its limit before the thread does. */
  stackMb: number
}

/** From the platform to the warehouse's thread. */
export type Order = { kind: "execute"; id: number; statements: readonly Statement[] } | { kind: "close" }

export type Refusal = { message: string; code: string; statement: number }

/** From the thread to the platform. */
export type Report =
  | { kind: "listening"; port: number }
  | { kind: "ready" }
  /** The port is taken or the folder cannot be opened; says so in one line. */
  | { kind: "unusable"; message: string }
  | { kind: "done"; id: number; results: ResultSet[] }
  | { kind: "refused"; id: number; refusal: Refusal }
