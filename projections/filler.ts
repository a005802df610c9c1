import { catchUpFrom, type LoadAfter } from "#projections/catch-up"
import { type Gathered, gathering } from "#projections/gathering"
import { isRefusal, Poison, type PoisonedEvent } from "#projections/poison"
import type { Bulk, Encoded, ViewStore } from "#projections/view-store"
import type { Recorded } from "#schemas/recorded"

/** What became of streams in a read model: each has its row, or none belongs to it, or it met poison. */
export type Counted = { streams: number; rows: number; nothing: number; poisoned: number }

/** Fills one read model's new revision, stream by stream. Holds one open stream and the rows since the last flush. */
export type Filler = {
  name: string
  /** The category of streams that it takes. */
  from: string
  /** The next event of the open stream. A fold that throws leaves the row before that event. */
  apply: (event: Recorded) => void
  /** Something of the open stream cannot be read: its row stays before that. */
  block: (at: PoisonedEvent, cause: unknown) => void
  /** The open stream is complete. */
  finish: (id: string) => void
  /**
   * Writes the finished rows, and lists those that were poisoned. A stream that was written live in the meantime is
   * brought up to date from the store. The next streams may be applied meanwhile.
   */
  flush: () => Promise<Counted>
}

export type FillerParts<Row> = {
  views: ViewStore<Row> & Bulk<Row>
  /**
   * The rows that readers see. The projector writes them first, so they show what a batch may have overwritten. Where
   * there are none of this code, the store is asked.
   */
  live: Pick<Bulk<Row>, "versions"> | undefined
  load: LoadAfter
  /** True where the projector wrote nothing since the scan began: no batch can then have overwritten anything. */
  isQuiet: () => Promise<boolean>
  /** Puts a row on the list of the poisoned ones. */
  list: (poison: Poison) => Promise<void>
  /** Waits before the given attempt, which counts from 1. */
  pause: (attempt: number) => Promise<void>
}

const attempts = 8

/** Repeats for what was not taken. Throws after 8 attempts: whoever runs the segment then tries it again. */
const insist = async (
  rows: readonly Encoded[],
  step: (left: readonly Encoded[]) => Promise<readonly string[]>,
  pause: (attempt: number) => Promise<void>,
): Promise<void> => {
  let left = rows
  for (let attempt = 1; left.length > 0; attempt++) {
    const refused = new Set(await step(left))
    left = left.filter(({ id }) => refused.has(id))
    if (left.length > 0 && attempt === attempts) throw new Error(`The views table did not take ${left.length} rows`)
    if (left.length > 0) await pause(attempt)
  }
}

/** Why the work was refused for what it is, if it was. */
const refusalOf = async (work: () => Promise<void>): Promise<unknown> => {
  try {
    await work()
    return undefined
  } catch (error) {
    if (isRefusal(error)) return error
    throw error
  }
}

/** Writes rows, all at once. One that is refused for what it is holds up no other. Answers those. */
const writeAll = async <Row>(parts: FillerParts<Row>, rows: readonly Encoded[]): Promise<Poison[]> => {
  const { views, pause } = parts
  const refusal = await refusalOf(() => insist(rows, views.putAll, pause))
  const [first, ...others] = rows
  if (!(refusal && first)) return []
  if (others.length === 0) {
    const stream = { category: views.of.from, id: first.id }
    return [new Poison(views.of.name, { stream, version: first.version }, refusal)]
  }
  const poisons: Poison[] = []
  for (const row of rows) poisons.push(...(await writeAll(parts, [row])))
  return poisons
}

/** The rows that may have been written live after they were scanned: with nothing to compare them with, each of them. */
const overtaken = async <Row>({ live, pause }: FillerParts<Row>, rows: readonly Encoded[]): Promise<Encoded[]> => {
  if (!live) return [...rows]
  const behind: Encoded[] = []
  const look = async (left: readonly Encoded[]) => {
    const answer = await live.versions(left.map(({ id }) => id))
    const versions = new Map(answer.found.map(({ id, version }) => [id, version]))
    behind.push(...left.filter(({ id, version }) => (versions.get(id) ?? 0) > version))
    return answer.left
  }
  await insist(rows, look, pause)
  return behind
}

/** Brings up to date what was written live after it was scanned. Answers what cannot be. */
const overtakeLive = async <Row>(parts: FillerParts<Row>, rows: readonly Encoded[]): Promise<Poison[]> => {
  if (await parts.isQuiet()) return []
  const poisons: Poison[] = []
  for (const row of await overtaken(parts, rows))
    try {
      await catchUpFrom(parts.views, parts.load, row)
    } catch (error) {
      if (!(error instanceof Poison)) throw error
      poisons.push(error)
    }
  return poisons
}

const idsOf = (poisons: readonly Poison[]) => new Set(poisons.map(({ at }) => at.stream.id))

/** Every stream is counted once: a row that stands before its poison counts as poisoned. */
const counted = ({ rows, nothing, streams }: Gathered, poisoned: ReadonlySet<string>): Counted => {
  const written = rows.filter(({ id }) => !poisoned.has(id)).length
  return { streams, rows: written, nothing, poisoned: poisoned.size }
}

export const filler = <Row>(parts: FillerParts<Row>): Filler => {
  const { of } = parts.views
  const { take, ...gather } = gathering(of, parts.views)
  return {
    name: of.name,
    from: of.from,
    ...gather,
    flush: async () => {
      const gathered = take()
      const refused = await writeAll(parts, gathered.rows)
      const standing = idsOf([...gathered.poisons, ...refused])
      const going = gathered.rows.filter(({ id }) => !standing.has(id))
      const poisons = [...gathered.poisons, ...refused, ...(await overtakeLive(parts, going))]
      for (const poison of poisons) await parts.list(poison)
      return counted(gathered, idsOf(poisons))
    },
  }
}
