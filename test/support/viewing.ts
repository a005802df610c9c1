import fc from "fast-check"
import { expect } from "vitest"
import { catchUp } from "#projections/catch-up"
import { nothing, project, type ReadModel, type View } from "#projections/read-model"
import type { ViewStore } from "#projections/view-store"
import type { Recorded } from "#schemas/recorded"
import type { Stream } from "#schemas/stream"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { recorded } from "#test/support/recorded"

/** A read model in memory that obeys the port: a write is refused unless the row is at the version it was read at. */
export const memoryViews = <Row>(of: ReadModel<Row>) => {
  const rows = new Map<string, View<Row>>()
  const views: ViewStore<Row> = {
    of,
    get: async (id) => rows.get(id) ?? nothing,
    put: async ({ id, row, version }, from) => {
      if ((rows.get(id)?.version ?? 0) !== from) return false
      rows.set(id, { row, version })
      return true
    },
  }
  return { views, rows }
}

export const folded = <Row>(of: ReadModel<Row>, events: readonly Recorded[]): View<Row> =>
  events.reduce<View<Row>>((view, event) => project(of, view, event), nothing)

/** The events twice each, in five orders that are the same at every run. */
const shuffled = (events: readonly Recorded[]): Recorded[][] =>
  fc.sample(fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }), { seed: 1, numRuns: 5 })

const delivered = async <Row>(of: ReadModel<Row>, all: readonly Recorded[], order: readonly Recorded[]) => {
  const { views, rows } = memoryViews(of)
  const load = async (_: Stream, after: number) => all.filter(({ version }) => version > after)
  for (const event of order) await catchUp(views, load, [event])
  return rows.get(all[0]?.stream.id ?? "") ?? nothing
}

/** Holds a read model to its law: however its events arrive, however often, the row is that of a fresh fold. */
export const arrivesAnyhow = async <Row>(of: ReadModel<Row>, all: readonly Recorded[]): Promise<void> => {
  const orders = [all, all.toReversed(), ...shuffled(all)]
  for (const order of orders) expect(await delivered(of, all, order)).toEqual(folded(of, all))
}

/** given/when/then for a read model. Every check delivers all events again, in reverse and shuffled as well. */
export const viewing = <Row>(of: ReadModel<Row>) => ({
  given: (...past: Fact[]) => ({
    when: (...next: Fact[]) => ({
      then: async (row: unknown) => {
        const all = recorded([...past, ...next])
        expect(folded(of, all).row).toMatchObject(Object(row))
        await arrivesAnyhow(of, all)
      },
    }),
  }),
})
