import { expect, test } from "vitest"
import { ticket } from "#core/ticket/ticket"
import { type Agenda, keepAgenda } from "#functions/jobs/keep-agenda"
import { agendaClose } from "#projections/agenda/agenda-close"
import type { AgendaRow } from "#projections/agenda/agenda-row"
import { agendaWake } from "#projections/agenda/agenda-wake"
import type { EventType, TicketFact as Fact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { asked, resolved } from "#test/support/facts"
import { memoryStore } from "#test/support/memory-store"
import { submitted } from "#test/support/recorded"

const began = "2026-01-02T03:00:00.000Z"
const due = "2026-01-05T08:00:00.000Z"
const snoozed: Fact = { type: "TicketSnoozed", data: { until: due } }
const reopened: Fact = { type: "TicketReopened", data: { because: "reopened" } }

const models = { "agenda-wake": agendaWake, "agenda-close": agendaClose }

/** A desk whose tickets have these facts, and its agenda as the projections would have written it. */
const deskOf = async (tickets: Record<string, readonly Fact[]>, at = due) => {
  const store = memoryStore()
  const metadata = { commitId: "begin", correlationId: "corr-1", at: began, actor: agent }
  for (const [id, facts] of Object.entries(tickets)) await store.append(ticket, { ...metadata, id, expected: 0, facts })
  /** Rows without a ticket, or older than their ticket, by what they are for. */
  const odd: { model: keyof typeof models; id: string; row: AgendaRow }[] = []
  let clock = at

  const rowsOf = async (name: keyof typeof models) => {
    const { fold, indexes } = models[name]
    const found: { id: string; version: number; row: AgendaRow; partition: string; sort: string }[] = []
    const put = (id: string, row: AgendaRow | undefined) => {
      const { list } = (row && indexes?.(row, { id, version: 1 })) ?? {}
      if (row && list) found.push({ id, version: 1, row, ...list })
    }
    for (const id of Object.keys(tickets))
      put(
        id,
        (await store.load(ticket, id)).reduce((row: AgendaRow | undefined, event) => fold(row, event), undefined),
      )
    for (const { model, id, row } of odd) if (model === name) put(id, row)
    return found
  }

  const rows: Agenda["rows"] = async (model, { partition, until = "", after, limit }) => {
    const place = ({ sort, id }: { sort: string; id: string }) => `${sort} ${id}`
    const ordered = (await rowsOf(model))
      .filter((row) => row.partition === partition && row.sort <= until && (!after || place(row) > place(after)))
      .toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
    const page = ordered.slice(0, limit)
    const last = page.at(-1)
    return { rows: page, ...(last && ordered.length > limit && { next: { sort: last.sort, id: last.id } }) }
  }

  return {
    run: keepAgenda({
      desk: { store, pause: async () => undefined },
      rows,
      now: () => Date.parse(clock),
      days: () => 7,
    }),
    odd,
    at: (time: string) => {
      clock = time
    },
    types: async (id: string): Promise<EventType[]> => (await store.load(ticket, id)).map(({ type }) => type),
  }
}

test("a snoozed ticket sleeps until its moment, wakes at it, and once however often the agenda is kept", async () => {
  const desk = await deskOf({ "TKT-1": [submitted, snoozed] }, "2026-01-05T07:59:59.999Z")
  expect(await desk.run()).toEqual({ kept: 0 })
  expect(await desk.types("TKT-1")).toEqual(["TicketSubmitted", "TicketSnoozed"])
  desk.at(due)
  expect(await desk.run()).toEqual({ kept: 1 })
  desk.at("2026-03-01T00:00:00.000Z")
  expect(await desk.run()).toEqual({ kept: 0 })
  expect(await desk.types("TKT-1")).toEqual(["TicketSubmitted", "TicketSnoozed", "TicketWoken"])
})

test("after an outage of days everything that fell due is done, whatever the number", async () => {
  const ids = Array.from({ length: 450 }, (_, i) => `TKT-${i}`)
  const desk = await deskOf(Object.fromEntries(ids.map((id) => [id, [submitted, snoozed]])), "2026-01-09T00:00:00.000Z")
  expect(await desk.run()).toEqual({ kept: 450 })
  for (const id of ids) expect((await desk.types(id)).at(-1)).toBe("TicketWoken")
})

test("a resolved ticket closes when its days are over, unless it was reopened", async () => {
  const desk = await deskOf(
    {
      "TKT-1": [submitted, resolved],
      "TKT-2": [submitted, resolved, asked, reopened],
    },
    "2026-01-09T02:59:59.999Z",
  )
  expect(await desk.run()).toEqual({ kept: 0 })
  desk.at("2026-01-09T03:00:00.000Z")
  expect(await desk.run()).toEqual({ kept: 1 })
  expect((await desk.types("TKT-1")).at(-1)).toBe("TicketClosed")
  expect((await desk.types("TKT-2")).at(-1)).toBe("TicketReopened")
})

test("a row that is older than its ticket changes nothing", async () => {
  const later: Fact = { type: "TicketSnoozed", data: { until: "2026-02-01T00:00:00.000Z" } }
  const desk = await deskOf({ "TKT-1": [submitted, later], "TKT-2": [submitted, resolved, reopened] })
  desk.odd.push({ model: "agenda-wake", id: "TKT-1", row: { moment: due } })
  desk.odd.push({ model: "agenda-close", id: "TKT-2", row: { moment: "2025-12-01T00:00:00.000Z" } })
  await desk.run()
  expect(await desk.types("TKT-1")).toEqual(["TicketSubmitted", "TicketSnoozed"])
  expect((await desk.types("TKT-2")).at(-1)).toBe("TicketReopened")
})

test("one that cannot be changed keeps no other waiting, and somebody hears of it", async () => {
  const desk = await deskOf({ "TKT-1": [submitted, snoozed] })
  desk.odd.push({ model: "agenda-wake", id: "TKT-gone", row: { moment: began } })
  await expect(desk.run()).rejects.toThrow("1 of 2 tickets that are due could not be changed")
  expect((await desk.types("TKT-1")).at(-1)).toBe("TicketWoken")
})
