import type { Bulk, Row } from "#projections/bulk"
import { catchUpFrom, type LoadAfter } from "#projections/catch-up"
import { gathering } from "#projections/gathering"
import { isRefusal, Poison, type PoisonedEvent } from "#projections/poison"
import type { ViewStore } from "#projections/view-store"
import type { TicketEvent } from "#schemas/ticket/events"

/** Fills one read model's new revision, ticket by ticket. Holds one open ticket and the rows since the last flush. */
export type Filler = {
  /** The next event of the open ticket. A fold that throws leaves the row before that event. */
  apply: (event: TicketEvent) => void
  /** Something of the open ticket cannot be read: its row stays before that. */
  block: (at: PoisonedEvent, cause: unknown) => void
  /** The open ticket is complete. */
  finish: (ticketId: string) => void
  /**
   * Writes the finished rows, and lists those that were poisoned. A ticket that was written live in the meantime is
   * brought up to date from the store. The next tickets may be applied meanwhile.
   */
  flush: () => Promise<{ rows: number; poisoned: number }>
}

export type FillerParts<Content, Item extends Row> = {
  views: ViewStore<Content>
  bulk: Bulk<Content, Item>
  /** The rows that readers see. The projector writes them first, so they show what a batch may have overwritten. */
  live: Pick<Bulk<Content, Item>, "versions">
  load: LoadAfter
  /** True where the projector wrote nothing since the scan began: no batch can then have overwritten anything. */
  isQuiet: () => Promise<boolean>
  /** Puts a row on the list of the poisoned ones. */
  list: (poison: Poison) => Promise<void>
  /** Waits before the given attempt, which counts from 1. */
  pause: (attempt: number) => Promise<void>
}

type Key = Pick<Row, "ticketId">

const attempts = 8

const streamOf = ({ ticketId }: Key) => ({ category: "ticket", id: ticketId })

/** Repeats for what was not taken. Throws after 8 attempts: whoever runs the segment then tries it again. */
const insist = async <Item extends Key>(
  items: readonly Item[],
  step: (left: readonly Item[]) => Promise<readonly Key[]>,
  pause: (attempt: number) => Promise<void>,
): Promise<void> => {
  let left = items
  for (let attempt = 1; left.length > 0; attempt++) {
    const refused = new Set((await step(left)).map(({ ticketId }) => ticketId))
    left = left.filter(({ ticketId }) => refused.has(ticketId))
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
const writeAll = async <Content, Item extends Row>(
  parts: FillerParts<Content, Item>,
  items: readonly Item[],
): Promise<Poison[]> => {
  const refusal = await refusalOf(() => insist(items, parts.bulk.putAll, parts.pause))
  const [first, ...others] = items
  if (!(refusal && first)) return []
  if (others.length === 0)
    return [new Poison(parts.views.of.name, { stream: streamOf(first), version: first.version }, refusal)]
  const poisons: Poison[] = []
  for (const item of items) poisons.push(...(await writeAll(parts, [item])))
  return poisons
}

/** Brings up to date what was written live after it was scanned. Answers what cannot be. */
const overtakeLive = async <Content, Item extends Row>(
  { views, live, load, isQuiet, pause }: FillerParts<Content, Item>,
  items: readonly Row[],
): Promise<Poison[]> => {
  if (await isQuiet()) return []
  const written = new Map(items.map(({ ticketId, version }) => [ticketId, version]))
  const poisons: Poison[] = []
  const overtake = async (ticketId: string, version: number) => {
    try {
      await catchUpFrom(views, load, { ticketId, version })
    } catch (error) {
      if (!(error instanceof Poison)) throw error
      poisons.push(error)
    }
  }
  const look = async (left: readonly Key[]) => {
    const { data, unprocessed } = await live.versions(left.map(({ ticketId }) => ({ ticketId })))
    for (const { ticketId, version } of data) {
      const ours = written.get(ticketId) ?? version
      if (version > ours) await overtake(ticketId, ours)
    }
    return unprocessed
  }
  await insist<Key>(items, look, pause)
  return poisons
}

const ticketsOf = (poisons: readonly Poison[]) => new Set(poisons.map(({ at }) => at.stream.id))

export const filler = <Content, Item extends Row>(parts: FillerParts<Content, Item>): Filler => {
  const { take, ...gather } = gathering(parts)
  return {
    ...gather,
    flush: async () => {
      const { items, poisons: met } = take()
      const refused = await writeAll(parts, items)
      const standing = ticketsOf([...met, ...refused])
      const overtaken = await overtakeLive(
        parts,
        items.filter(({ ticketId }) => !standing.has(ticketId)),
      )
      const poisons = [...met, ...refused, ...overtaken]
      for (const poison of poisons) await parts.list(poison)
      return { rows: items.length - refused.length, poisoned: ticketsOf(poisons).size }
    },
  }
}
