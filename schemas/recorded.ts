import * as z from "zod"
import { Actor } from "#schemas/actor"
import { TicketId } from "#schemas/id"
import type { DataOf, EventType } from "#schemas/ticket/events"

/** An event as it lies in a commit. `id` is unique among all events; `v` is the version of the shape of `data`. */
export const StoredEvent = z.object({
  id: z.string(),
  type: z.string(),
  v: z.int().positive(),
  data: z.unknown(),
})
export type StoredEvent = z.infer<typeof StoredEvent>

/** One command's outcome: 1..n events that were stored together. `version` is that of its first event. */
export const StoredCommit = z.object({
  ticketId: TicketId,
  version: z.int().positive(),
  commitId: z.string().min(1).max(200),
  at: z.iso.datetime(),
  actor: Actor,
  correlationId: z.string().min(1).max(200),
  /** An event's id, which is a commit's id and more. */
  causationId: z.string().min(1).max(250).optional(),
  events: z.array(StoredEvent).min(1),
})
export type StoredCommit = z.infer<typeof StoredCommit>

type Of<T extends EventType> = {
  id: string
  type: T
  v: number
  data: DataOf<T>
  ticketId: TicketId
  version: number
  commitId: string
  at: string
  actor: Actor
  correlationId: string
  causationId?: string | undefined
}

/** An event as everybody reads it: current shape, with its commit's metadata. Versions of a ticket start at 1. */
export type Recorded<T extends EventType = EventType> = { [K in T]: Of<K> }[T]
