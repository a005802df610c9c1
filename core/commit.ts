import { type NewCommit, TooLarge } from "#core/event-store"
import { currentVersion } from "#schemas/decode"
import { events, type Fact } from "#schemas/events"
import { type Recorded, StoredCommit, type StoredEvent } from "#schemas/recorded"

/** DynamoDB's limit is 400 KB an item; the rest is room for what its own encoding adds. In bytes. */
const limit = 350 * 1024

const stored = ({ type, data }: Fact, id: string): StoredEvent => ({
  id,
  type,
  v: currentVersion(type),
  data: events[type].parse(data),
})

const withinLimit = (commit: StoredCommit): StoredCommit => {
  const bytes = new TextEncoder().encode(JSON.stringify(commit)).length
  if (bytes > limit) throw new TooLarge(commit.ticketId, bytes, limit)
  return commit
}

/**
 * What every store writes for a commit: event ids are `<commitId>.<index>`. Checked as strictly as it will be read, so
 * that no event is stored that cannot be loaded. Throws TooLarge over 350 KB, ZodError where a fact has a wrong shape.
 */
export const encode = ({ expected, facts, ...metadata }: NewCommit): StoredCommit =>
  withinLimit(
    StoredCommit.parse({
      ...metadata,
      version: expected + 1,
      events: facts.map((fact, index) => stored(fact, `${metadata.commitId}.${index}`)),
    }),
  )

/** Refuses a history with a gap or an overlap, or that does not begin at `first`: deciding on one would make it worse. */
export const contiguous = (history: readonly Recorded[], first = 1): readonly Recorded[] => {
  const stray = history.find((event, index) => event.version !== first + index)
  if (!stray) return history
  const wanted = first + history.indexOf(stray)
  throw new Error(`${stray.ticketId} has version ${stray.version} where ${wanted} belongs: the event table is damaged`)
}
