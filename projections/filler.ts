import type { Bulk, Row } from "#projections/bulk"
import { catchUp, type LoadAfter } from "#projections/catch-up"
import { Poison } from "#projections/poison"
import { project, type View } from "#projections/projection"
import type { ViewStore } from "#projections/view-store"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"

/** Fills one read model's new revision, ticket by ticket. Holds one open ticket and the rows since the last flush. */
export type Filler = {
  /** The next event of the open ticket. A fold that throws leaves the row before that event, and is counted. */
  apply: (event: Recorded) => void
  /** The open ticket is complete. */
  finish: (ticketId: TicketId) => void
  /** Writes the finished rows. A ticket that was written live in the meantime is brought up to date from the store. */
  flush: () => Promise<{ rows: number; poisoned: number }>
}

export type FillerParts<Content, Item extends Row> = {
  views: ViewStore<Content>
  bulk: Bulk<Content, Item>
  /** The rows that readers see. The projector writes them first, so they show what a batch may have overwritten. */
  live: Pick<Bulk<Content, Item>, "versions">
  load: LoadAfter
  /** Waits before the given attempt, which counts from 1. */
  pause: (attempt: number) => Promise<void>
}

type Key = Pick<Row, "ticketId">

const attempts = 8

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

const nothing = { row: undefined, version: 0 }

export const filler = <Content, Item extends Row>(parts: FillerParts<Content, Item>): Filler => {
  const { views, bulk, live, load, pause } = parts
  let open: View<Content> = nothing
  let stuck = false
  let poisoned = 0
  const done: Item[] = []

  const guarded = (work: () => void) => {
    try {
      work()
    } catch {
      // The projector lists the row with its error when the ticket moves on; a rebuild only counts it.
      stuck = true
      poisoned++
    }
  }

  const overtake = async ({ ticketId, version }: Row) => {
    try {
      await catchUp(views, load, await load(ticketId, version))
    } catch (error) {
      if (!(error instanceof Poison)) throw error
      poisoned++
    }
  }

  const overtakeLive = async (items: readonly Item[]) => {
    const written = new Map(items.map(({ ticketId, version }) => [ticketId, version]))
    const look = async (left: readonly Key[]) => {
      const { data, unprocessed } = await live.versions(left.map(({ ticketId }) => ({ ticketId })))
      const late = data.filter(({ ticketId, version }) => version > (written.get(ticketId) ?? version))
      for (const { ticketId } of late) await overtake({ ticketId, version: written.get(ticketId) ?? 0 })
      return unprocessed
    }
    await insist<Key>(items, look, pause)
  }

  return {
    apply: (event) => {
      if (!stuck)
        guarded(() => {
          open = project(views.of, open, event)
        })
    },
    finish: (ticketId) => {
      const { row, version } = open
      if (row !== undefined) guarded(() => void done.push(bulk.toItem({ ticketId, row, version })))
      open = nothing
      stuck = false
    },
    flush: async () => {
      const items = done.splice(0)
      await insist(items, bulk.putAll, pause)
      await overtakeLive(items)
      const counted = { rows: items.length, poisoned }
      poisoned = 0
      return counted
    },
  }
}
