import * as z from "zod"
import type { Nature } from "#core/engine/aggregate"
import { own } from "#schemas/own"
import { type PublishedEvent, type RecordedOf, type Shapes, StoredCommit, type StoredEvent } from "#schemas/recorded"
import { Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"
import type { Upcaster } from "#schemas/upcaster"

/** What decoding needs to know: the current shape of every event, and the steps to it from older ones. */
export type Vocabulary<E extends Shapes = Shapes> = Pick<Nature<unknown, E>, "events" | "upcasters">

type Current = { type: string; v: number; data: unknown }

const stepsOf = ({ upcasters }: Vocabulary, type: string): readonly Upcaster[] => own(upcasters, type) ?? []

/** The version that new events of this type are stored with. */
export const currentVersion = (of: Vocabulary, type: string): number => stepsOf(of, type).length + 1

/** `v` stays the version that was stored. Throws ZodError where the data is not what `type` and `v` claim. */
export const decodeEvent = (of: Vocabulary, { type, v, data }: StoredEvent): Current => {
  const shape = own(of.events, type)
  if (!shape) throw new Error(`Unknown event type ${type}`)
  const known = currentVersion(of, type)
  if (v > known) throw new Error(`${type} v${v} is newer than this code, which knows v${known}: deploy first`)
  const current = stepsOf(of, type)
    .slice(v - 1)
    .reduce<unknown>((older, step) => step(older), data)
  return { type, v, data: shape.parse(current) }
}

type Place = { stream: Stream; version: number }

/** Runs a step of reading what lies at a place; whatever it throws becomes Unreadable. */
const reading = <Result>(place: () => Place, read: () => Result): Result => {
  try {
    return read()
  } catch (cause) {
    throw new Unreadable(place(), cause)
  }
}

const nowhere: Stream = { category: "unknown", id: "a stream" }

const Place = z
  .object({ stream: Stream.catch(nowhere), version: z.number().catch(0) })
  .catch({ stream: nowhere, version: 0 })

const recorded = <E extends Shapes>(of: Vocabulary<E>, commit: StoredCommit, index: number): RecordedOf<E> => {
  const { events, ...metadata } = commit
  const version = commit.version + index
  const event = events[index]
  const current = reading(
    () => ({ ...commit, version }),
    () => event && decodeEvent(of, event),
  )
  // `current` was parsed by the schema of its type, which the compiler cannot follow through a union of schemas.
  return { ...metadata, id: event?.id, ...current, version } as RecordedOf<E>
}

/** The only way from stored JSON to current events. Throws Unreadable, with the place, where it is not what it claims. */
export const decode = <E extends Shapes>(of: Vocabulary<E>, raw: unknown): RecordedOf<E>[] => {
  const commit = reading(
    () => Place.parse(raw),
    () => StoredCommit.parse(raw),
  )
  return commit.events.map((_, index) => recorded(of, commit, index))
}

/** A published event as its stream's aggregate reads it: the same decoding, for one event. */
export const decodePublished = <E extends Shapes>(of: Vocabulary<E>, event: PublishedEvent): RecordedOf<E> => {
  const { id, type, v, data, ...commit } = event
  const [decoded] = decode(of, { ...commit, events: [{ id, type, v, data }] })
  if (!decoded) throw new Error(`Event ${id} could not be decoded`)
  return decoded
}
