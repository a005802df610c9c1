import { expect } from "vitest"
import { catchUp } from "#projections/catch-up"
import { type Projection, project, type View } from "#projections/projection"
import type { ViewStore } from "#projections/view-store"
import type { Fact } from "#schemas/events"
import type { Recorded } from "#schemas/recorded"
import { recorded } from "#test/support/recorded"

/** A read model in memory that obeys the port: a write is refused unless the row is at the version it was read at. */
export const memoryViews = <Row>(of: Projection<Row>) => {
  const rows = new Map<string, View<Row>>()
  const views: ViewStore<Row> = {
    of,
    get: async (ticketId) => rows.get(ticketId) ?? { row: undefined, version: 0 },
    put: async ({ ticketId, row, version }, from) => {
      if ((rows.get(ticketId)?.version ?? 0) !== from) return false
      rows.set(ticketId, { row, version })
      return true
    },
  }
  return { views, rows }
}

export const folded = <Row>(of: Projection<Row>, events: readonly Recorded[]): View<Row> =>
  events.reduce<View<Row>>((view, event) => project(of, view, event), { row: undefined, version: 0 })

/** given/when/then for a read model. Every check redelivers the last events and delivers them in reverse as well. */
export const viewing = <Row>(of: Projection<Row>) => ({
  given: (...past: Fact[]) => ({
    when: (...next: Fact[]) => ({
      then: async (row: unknown) => {
        const before = recorded(past)
        const fresh = recorded(next, past.length + 1)
        const all = [...before, ...fresh]
        const { views, rows } = memoryViews(of)
        const load = async (_: string, after: number) => all.filter(({ version }) => version > after)
        await catchUp(views, load, before)
        for (const event of [...fresh.toReversed(), ...fresh]) await catchUp(views, load, [event])
        expect(folded(of, all).row).toMatchObject(Object(row))
        expect(rows.get("TKT-1")).toEqual(folded(of, all))
      },
    }),
  }),
})
