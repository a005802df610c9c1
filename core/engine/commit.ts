import type { Nature } from "#core/engine/aggregate"
import { currentVersion, type Vocabulary } from "#core/engine/decode"
import { Conflict, type NewCommit, type Point, TooLarge } from "#core/engine/event-store"
import { own } from "#schemas/own"
import { type FactOf, type Recorded, type Shapes, StoredCommit, type StoredEvent } from "#schemas/recorded"
import type { Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"

/** DynamoDB's limit is 400 KB an item; the rest is room for what its own encoding adds. In bytes. */
const limit = 350 * 1024

const stored = (of: Vocabulary, { type, data }: FactOf<Shapes>, id: string): StoredEvent => {
  const shape = own(of.events, type)
  if (!shape) throw new Error(`${type} is not an event of this stream`)
  return { id, type, v: currentVersion(of, type), data: shape.parse(data) }
}

/** What a commit says of all its events. */
const Outside = StoredCommit.omit({ events: true })

/** The stream that a commit belongs to. */
export const streamOf = ({ category }: Pick<Nature, "category">, { id }: Pick<NewCommit, "id">): Stream => ({
  category,
  id,
})

/**
 * What every store writes for a commit that goes after `after`, which is the exact version that it expects
 * where it does: event ids are `<commitId>.<index>`. Checked as strictly as it will be read, so that no event is stored
 * that cannot be loaded. Throws ZodError where a fact has a wrong shape, Error where there is none.
 */
export const encode = (
  of: Vocabulary & Pick<Nature, "category">,
  commit: NewCommit,
  after = Number(commit.expected),
): StoredCommit => {
  const { expected: _, facts, id, ...metadata } = commit
  if (facts.length === 0) throw new Error(`A commit to ${id} has no facts: append only what happened`)
  return {
    ...Outside.parse({ ...metadata, stream: streamOf(of, commit), version: after + 1 }),
    events: facts.map((fact, index) => stored(of, fact, `${metadata.commitId}.${index}`)),
  }
}

/** All that a commit's place does not say, as JSON. Throws TooLarge over 350 KB. */
export const bodyOf = ({ stream, version: _, ...body }: StoredCommit): string => {
  const json = JSON.stringify(body)
  // UTF-8 takes at most three bytes for what counts as one in a string, so next to no commit has to be counted.
  const bytes = json.length * 3 > limit ? new TextEncoder().encode(json).length : 0
  if (bytes > limit) throw new TooLarge(stream, bytes, limit)
  return json
}

const fits = (expected: NewCommit["expected"], version: number): boolean => {
  if (typeof expected === "number") return expected === version
  return expected === "any" || (expected === "must-exist") === version > 0
}

/** The version after which a commit goes on a stream at `version`. Throws Conflict where that is not what it expects. */
export const placeAfter = (stream: Stream, expected: NewCommit["expected"], version: number): number => {
  if (!fits(expected, version)) throw new Conflict(stream, expected, version)
  return version
}

type Moment = Pick<Recorded, "version" | "at">

const beyond = (until: Point): ((event: Moment) => boolean) => {
  if ("version" in until) return ({ version }) => version > until.version
  const time = Date.parse(until.time)
  return ({ at }) => Date.parse(at) > time
}

/** Whether a history reaches past a point, so that nothing that follows it matters. */
export const reaches = (history: readonly Moment[], until: Point): boolean => history.some(beyond(until))

/** A history up to a point, without gaps: it ends before the first event that lies beyond. */
export const upTo = <Event extends Moment>(history: readonly Event[], until: Point): Event[] => {
  const end = history.findIndex(beyond(until))
  return history.slice(0, end < 0 ? history.length : end)
}

/** Refuses a history with a gap or an overlap, or that does not begin at `first`: deciding on one would make it worse. */
export const contiguous = <Event extends Pick<Recorded, "stream" | "version">>(
  history: readonly Event[],
  first = 1,
): readonly Event[] => {
  const stray = history.find((event, index) => event.version !== first + index)
  if (!stray) return history
  const wanted = first + history.indexOf(stray)
  const { stream, version } = stray
  throw new Unreadable(
    { stream, version },
    `${stream.id} has version ${version} where ${wanted} belongs: the event table is damaged`,
  )
}
