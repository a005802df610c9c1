import fc from "fast-check"
import { expect, test } from "vitest"
import { catchUp } from "#projections/catch-up"
import { Gap, nothing, project } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import type { Stream } from "#schemas/stream"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"
import { folded, memoryViews } from "#test/support/viewing"

const later = fc.constantFrom<Fact>(routed, assigned, classified, drafted, {
  type: "PriorityChanged",
  data: { to: "LOW" },
})

/** A history, and the deliveries of its events: any order, any number of times, in batches of any size. */
const deliveries = fc.array(later, { maxLength: 12 }).chain((facts) => {
  const events = recorded([submitted, ...facts])
  const some = fc.array(fc.constantFrom(...events), { maxLength: 5 })
  return fc.record({ events: fc.constant(events), batches: fc.array(some, { maxLength: 10 }) })
})

test("any order, repetition and loss of deliveries gives the rows of a fresh fold", () =>
  fc.assert(
    fc.asyncProperty(deliveries, async ({ events, batches }) => {
      const { views, rows } = memoryViews(ticketInbox)
      const load = async (_: Stream, after: number) => events.filter(({ version }) => version > after)
      await Promise.all(batches.map((batch) => catchUp(views, load, batch)))
      await catchUp(views, load, events.slice(-1))
      expect(rows.get("TKT-1")).toEqual(folded(ticketInbox, events))
    }),
  ))

test("an event that comes too early is a gap", () => {
  const [, second] = recorded([submitted, routed])
  expect(() => second && project(ticketPage, nothing, second)).toThrow(Gap)
})

test("a row that others keep writing is given up with its name", async () => {
  const { views } = memoryViews(ticketInbox)
  const beaten = { ...views, put: async () => false }
  await expect(catchUp(beaten, async () => [], recorded([submitted]))).rejects.toThrow(/ticket-inbox of TKT-1/)
})
