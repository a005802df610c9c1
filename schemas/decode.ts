import { z } from "zod"
import { type EventType, events } from "#schemas/events"
import { type Recorded, StoredCommit, type StoredEvent } from "#schemas/recorded"

type Upcaster = (data: unknown) => unknown

/** `upcasters[type][v]` turns version v of an event's data into v + 1. A shape that was ever stored stays readable. */
const upcasters: { [T in EventType]?: readonly Upcaster[] } = {}

/** The version that new events of this type are stored with. */
export const currentVersion = (type: EventType): number => (upcasters[type]?.length ?? 0) + 1

const isEventType = (type: string): type is EventType => Object.hasOwn(events, type)

const upcast = (type: EventType, { v, data }: StoredEvent): unknown =>
  (upcasters[type] ?? []).slice(v - 1).reduce<unknown>((shape, step) => step(shape), data)

const decodeEvent = (commit: StoredCommit, event: StoredEvent, index: number): Recorded => {
  const { id, type, v } = event
  if (!isEventType(type)) throw new Error(`Unknown event type ${type} in ${commit.ticketId}@${commit.version + index}`)
  if (v > currentVersion(type))
    throw new Error(`${type} v${v} is newer than this code, which knows v${currentVersion(type)}: deploy first`)
  const { events: _, ...metadata } = commit
  const data = events[type].parse(upcast(type, event))
  // The parse above ties `data` to `type`, which the compiler cannot follow through a union of schemas.
  return { ...metadata, id, type, v, data, version: commit.version + index } as Recorded
}

/** The only way from stored JSON to current events. Throws ZodError where a stored shape is not what it claims. */
export const decode = (raw: unknown): Recorded[] => {
  const commit = StoredCommit.parse(raw)
  return commit.events.map((event, index) => decodeEvent(commit, event, index))
}

/** A published `Recorded` event, as it travels on the bus: the same decoding, for one event. */
export const decodePublished = (raw: unknown): Recorded => {
  const { id, type, v, data, ...commit } = PublishedEvent.parse(raw)
  const [event] = decode({ ...commit, events: [{ id, type, v, data }] })
  if (!event) throw new Error(`Event ${id} could not be decoded`)
  return event
}

const PublishedEvent = z.looseObject({ id: z.string(), type: z.string(), v: z.number(), data: z.unknown() })
