import * as z from "zod"
import { type Recorded, StoredCommit, type StoredEvent } from "#schemas/recorded"
import { type EventType, events } from "#schemas/ticket/events"
import { type Upcaster, upcasters } from "#schemas/ticket/upcasters"
import { Unreadable } from "#schemas/unreadable"

/** What a decoder knows: the current shape of every event, and the steps to it from older ones. */
export type Registry = {
  shapes: Readonly<Record<string, z.ZodType>>
  upcasters: Readonly<Record<string, readonly Upcaster[]>>
}

type Current = { type: string; v: number; data: unknown }

const own = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined

/** Reads events of a registry, whatever version they were stored in. The product's is in `decode`; tests bring theirs. */
export const decoder = (registry: Registry) => {
  const steps = (type: string) => own(registry.upcasters, type) ?? []
  const currentVersion = (type: string): number => steps(type).length + 1

  /** `v` stays the version that was stored. Throws ZodError where the data is not what `type` and `v` claim. */
  const decodeEvent = ({ type, v, data }: StoredEvent): Current => {
    const shape = own(registry.shapes, type)
    if (!shape) throw new Error(`Unknown event type ${type}`)
    if (v > currentVersion(type))
      throw new Error(`${type} v${v} is newer than this code, which knows v${currentVersion(type)}: deploy first`)
    const current = steps(type)
      .slice(v - 1)
      .reduce<unknown>((older, step) => step(older), data)
    return { type, v, data: shape.parse(current) }
  }

  return { currentVersion, decodeEvent }
}

const product = decoder({ shapes: events, upcasters })

/** The version that new events of this type are stored with. */
export const currentVersion = (type: EventType): number => product.currentVersion(type)

/** Runs a step of reading what lies at a place; whatever it throws becomes Unreadable. */
const reading = <Result>(place: () => { ticketId: string; version: number }, read: () => Result): Result => {
  try {
    return read()
  } catch (cause) {
    throw new Unreadable(place(), cause)
  }
}

const Place = z
  .object({ ticketId: z.string().catch("a ticket"), version: z.number().catch(0) })
  .catch({ ticketId: "a ticket", version: 0 })

const recorded = (commit: StoredCommit, event: StoredEvent, index: number): Recorded => {
  const { events: _, ...metadata } = commit
  const version = commit.version + index
  const current = reading(
    () => ({ ...commit, version }),
    () => product.decodeEvent(event),
  )
  // `current` was parsed by the schema of its type, which the compiler cannot follow through a union of schemas.
  return { ...metadata, id: event.id, ...current, version } as Recorded
}

/** The only way from stored JSON to current events. Throws Unreadable, with the place, where it is not what it claims. */
export const decode = (raw: unknown): Recorded[] => {
  const commit = reading(
    () => Place.parse(raw),
    () => StoredCommit.parse(raw),
  )
  return commit.events.map((event, index) => recorded(commit, event, index))
}

/** A published `Recorded` event, as it travels on the bus: the same decoding, for one event. A replay's mark is no part of it. */
export const decodePublished = (raw: unknown): Recorded => {
  const { id, type, v, data, replay: _, ...commit } = PublishedEvent.parse(raw)
  const [event] = decode({ ...commit, events: [{ id, type, v, data }] })
  if (!event) throw new Error(`Event ${id} could not be decoded`)
  return event
}

const PublishedEvent = z.looseObject({ id: z.string(), type: z.string(), v: z.number(), data: z.unknown() })
