import { currentVersion } from "#core/engine/decode"
import { Conflict, type NewCommit, type Point, TooLarge } from "#core/engine/event-store"
import { type Recorded, StoredCommit, type StoredEvent } from "#schemas/recorded"
import { events, type Fact } from "#schemas/ticket/events"
import { Unreadable } from "#schemas/unreadable"

/** DynamoDB's limit is 400 KB an item; the rest is room for what its own encoding adds. In bytes. */
const limit = 350 * 1024

const stored = ({ type, data }: Fact, id: string): StoredEvent => ({
  id,
  type,
  v: currentVersion(type),
  data: events[type].parse(data),
})

/** What a commit says of all its events. */
const Outside = StoredCommit.omit({ events: true })

/**
 * What every store writes for a commit that goes after `after`, which is the exact version that it expects
 * where it does: event ids are `<commitId>.<index>`. Checked as strictly as it will be read, so that no event is stored
 * that cannot be loaded. Throws ZodError where a fact has a wrong shape, Error where there is none.
 */
export const encode = ({ expected, facts, ...metadata }: NewCommit, after = Number(expected)): StoredCommit => {
  if (facts.length === 0) throw new Error(`A commit to ${metadata.ticketId} has no facts: append only what happened`)
  return {
    ...Outside.parse({ ...metadata, version: after + 1 }),
    events: facts.map((fact, index) => stored(fact, `${metadata.commitId}.${index}`)),
  }
}

/** All that a commit's place does not say, as JSON. Throws TooLarge over 350 KB. */
export const bodyOf = ({ ticketId, version: _, ...body }: StoredCommit): string => {
  const json = JSON.stringify(body)
  // UTF-8 takes at most three bytes for what counts as one in a string, so next to no commit has to be counted.
  const bytes = json.length * 3 > limit ? new TextEncoder().encode(json).length : 0
  if (bytes > limit) throw new TooLarge(ticketId, bytes, limit)
  return json
}

const fits = (expected: NewCommit["expected"], version: number): boolean => {
  if (typeof expected === "number") return expected === version
  return expected === "any" || (expected === "must-exist") === version > 0
}

/** The version after which a commit goes on a ticket at `version`. Throws Conflict where that is not what it expects. */
export const placeAfter = ({ ticketId, expected }: NewCommit, version: number): number => {
  if (!fits(expected, version)) throw new Conflict(ticketId, expected, version)
  return version
}

const beyond = (until: Point): ((event: Recorded) => boolean) => {
  if ("version" in until) return ({ version }) => version > until.version
  const time = Date.parse(until.time)
  return ({ at }) => Date.parse(at) > time
}

/** Whether a history reaches past a point, so that nothing that follows it matters. */
export const reaches = (history: readonly Recorded[], until: Point): boolean => history.some(beyond(until))

/** A history up to a point, without gaps: it ends before the first event that lies beyond. */
export const upTo = (history: readonly Recorded[], until: Point): Recorded[] => {
  const end = history.findIndex(beyond(until))
  return history.slice(0, end < 0 ? history.length : end)
}

/** Refuses a history with a gap or an overlap, or that does not begin at `first`: deciding on one would make it worse. */
export const contiguous = (history: readonly Recorded[], first = 1): readonly Recorded[] => {
  const stray = history.find((event, index) => event.version !== first + index)
  if (!stray) return history
  const wanted = first + history.indexOf(stray)
  const { ticketId, version } = stray
  throw new Unreadable(stray, `${ticketId} has version ${version} where ${wanted} belongs: the event table is damaged`)
}
