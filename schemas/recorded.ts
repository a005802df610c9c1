import * as z from "zod"
import { Actor } from "#schemas/actor"
import { Stream } from "#schemas/stream"

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
  stream: Stream,
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

/** Shapes of data by the types of the events, in their current version. */
export type Shapes = Readonly<Record<string, z.ZodType>>

/** What a decision returns: something that happened, not yet stored. */
export type FactOf<E extends Shapes> = { [T in keyof E & string]: { type: T; data: z.infer<E[T]> } }[keyof E & string]

type Of<E extends Shapes, T extends keyof E & string> = Omit<StoredCommit, "events"> & {
  id: string
  type: T
  v: number
  data: z.infer<E[T]>
}

/** An event as everybody reads it: current shape, with its commit's metadata. Versions of a stream start at 1. */
export type RecordedOf<E extends Shapes, T extends keyof E & string = keyof E & string> = { [K in T]: Of<E, K> }[T]

/** An event of any stream. */
export type Recorded = RecordedOf<Shapes>

const Published = StoredCommit.omit({ events: true }).extend(StoredEvent.shape)

/**
 * An event as it travels on the bus and is answered by the API. Those of tickets say `ticketId` too; of those that were
 * published before there were other streams it is all that they say.
 */
export const PublishedEvent = z.preprocess((raw) => {
  const { data: old } = z.looseObject({ ticketId: z.string(), stream: z.undefined().optional() }).safeParse(raw)
  return old ? { ...old, stream: { category: "ticket", id: old.ticketId } } : raw
}, Published)
export type PublishedEvent = z.infer<typeof PublishedEvent>

/** GET /api/tickets/{id}/events: everything that happened, oldest first. */
export const History = z.object({ items: z.array(PublishedEvent) })

/** The JSON form of an event for the outside. */
export const published = (event: Recorded) => ({
  ...event,
  ...(event.stream.category === "ticket" && { ticketId: event.stream.id }),
})
