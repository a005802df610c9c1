import { isRefusal, Poison, type PoisonedEvent, poisonOf } from "#projections/poison"
import { matters, nothing, project, type View } from "#projections/read-model"
import type { ViewStore } from "#projections/view-store"
import type { Recorded } from "#schemas/recorded"
import type { Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"

/** Reads a stream's events after a version, in order: how a gap is filled. */
export type LoadAfter = (stream: Stream, after: number) => Promise<Recorded[]>

/** Rounds against other writers of the same row before the batch is given back to be retried. */
const rounds = 10

const isNext = (events: readonly Recorded[], version: number): boolean =>
  events.every((event, i) => event.version === version + i + 1)

type Folded<Row> = { view: View<Row>; poison?: Poison }

/** Folds up to the first event that cannot be taken. */
const fold = <Row>({ of }: ViewStore<Row>, from: View<Row>, events: readonly Recorded[]): Folded<Row> => {
  let view = from
  for (const event of events)
    try {
      view = project(of, view, event)
    } catch (cause) {
      return { view, poison: new Poison(of.name, event, cause) }
    }
  return { view }
}

/** A row that is refused for what it is, be it read or written, is refused whenever it is tried again. */
const orPoison = async <Row, Result>(
  { of }: ViewStore<Row>,
  at: PoisonedEvent,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    throw isRefusal(error) ? new Poison(of.name, at, error) : error
  }
}

/** What cannot be read cannot be taken either. */
const orUnreadable = async <Row, Result>({ of }: ViewStore<Row>, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Unreadable ? poisonOf(of.name, error) : error
  }
}

/** Writes what was folded, if anything was; false where somebody was faster. */
const keep = async <Row>(views: ViewStore<Row>, stream: Stream, [from, to]: [View<Row>, View<Row>]) => {
  const { version } = to
  if (version === from.version) return true
  return orPoison(views, { stream, version }, () => views.put({ id: stream.id, ...to }, from.version))
}

type Attempt = { events: readonly Recorded[]; blind: boolean }

/** The events that the row does not show yet, all of them: where some are missing, from the store. */
const missing = (load: LoadAfter, events: readonly Recorded[], [stream, version]: [Stream, number]) => {
  const fresh = events.filter((event) => event.version > version)
  return isNext(fresh, version) ? fresh : load(stream, version)
}

/** Where `blind` is said, the row is taken not to exist. False where another attempt must look. */
const attempt = async <Row>(views: ViewStore<Row>, load: LoadAfter, { events, blind }: Attempt): Promise<boolean> => {
  const last = events.findLast(({ type }) => matters(views.of, type))
  const [first] = events
  if (!(first && last)) return true
  const { stream } = first
  const before = blind ? nothing : await orPoison(views, first, () => views.get(stream.id))
  if (last.version <= before.version) return true
  const { view, poison } = fold(views, before, await missing(load, events, [stream, before.version]))
  if (blind && poison) return false
  const kept = await keep(views, stream, [before, view])
  if (kept && poison) throw poison
  return kept
}

/**
 * Brings one stream's row up to (at least) the given events of that stream, in whatever order and however often they
 * arrive: what the row already shows is skipped, what is exactly next is applied, and a gap is filled from the store.
 * Events that do not matter to the read model cost nothing. Throws Poison at an event that the row cannot take, which no
 * retry will change; the row then stands right before it. Throws after 10 lost races.
 */
export const catchUp = async <Row>(
  views: ViewStore<Row>,
  load: LoadAfter,
  events: readonly Recorded[],
): Promise<void> => {
  const ordered = events.toSorted((a, b) => a.version - b.version)
  // A ticket's first event most likely finds no row.
  const opens = ordered[0]?.version === 1
  for (let round = 0; round < rounds; round++)
    if (await orUnreadable(views, () => attempt(views, load, { events: ordered, blind: opens && round === 0 }))) return
  throw new Error(`${views.of.name} of ${ordered[0]?.stream.id} lost ${rounds} races against other writers`)
}

/**
 * Brings a stream's row up to the end of the store, from `version` on, which it has at least. Throws as catchUp does;
 * what the store cannot read is Poison too.
 */
export const catchUpFrom = async <Row>(
  views: ViewStore<Row>,
  load: LoadAfter,
  { id, version }: { id: string; version: number },
): Promise<void> => {
  const events = await orUnreadable(views, () => load({ category: views.of.from, id }, version))
  await catchUp(views, load, events)
}
