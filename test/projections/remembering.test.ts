import { expect, test } from "vitest"
import { catchUp } from "#projections/catch-up"
import { remembering } from "#projections/remembering"
import { ticketInbox } from "#projections/ticket-inbox"
import { assigned, recorded, routed, submitted } from "#test/support/recorded"
import { folded, memoryViews } from "#test/support/viewing"

const events = recorded([submitted, routed, assigned])
const load = async (_: unknown, after = 0) => events.filter(({ version }) => version > after)

/** A store that counts who reads, and the same as one process sees it. */
const counted = () => {
  const { views, rows } = memoryViews(ticketInbox)
  let reads = 0
  const get: typeof views.get = (ticketId) => {
    reads += 1
    return views.get(ticketId)
  }
  const process = () => remembering({ ...views, get })
  return { process, rows, reads: () => reads }
}

test("a process that wrote a row itself does not read it again", async () => {
  const { process, rows, reads } = counted()
  const views = process()
  for (const event of events) await catchUp(views, load, [event])
  expect(rows.get("TKT-1")).toEqual(folded(ticketInbox, events))
  expect(reads()).toBe(0)
})

test("a row that another process wrote meanwhile is read, and nothing of it is lost", async () => {
  const { process, rows, reads } = counted()
  const [one, other] = [process(), process()]
  const [first, second, third] = events.map((event) => [event])
  await catchUp(one, load, first ?? [])
  await catchUp(other, load, second ?? [])
  await catchUp(one, load, third ?? [])
  expect(rows.get("TKT-1")).toEqual(folded(ticketInbox, events))
  expect(reads()).toBe(2)
})

test("a first event that comes again changes nothing", async () => {
  const { process, rows } = counted()
  await catchUp(process(), load, events)
  await catchUp(process(), load, events.slice(0, 1))
  expect(rows.get("TKT-1")).toEqual(folded(ticketInbox, events))
})
