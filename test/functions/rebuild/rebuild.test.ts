import { PutItemCommand } from "@aws-sdk/client-dynamodb"
import { expect, test } from "vitest"
import { ticket } from "#core/ticket/ticket"
import { standing } from "#functions/views/poisoned"
import { viewTable } from "#functions/views/view-table"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { queryInbox } from "#projections/inbox/query"
import type { ReadModel } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { tables } from "#schemas/tables"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { type RebuildDesk, rebuildDesk, type StoredRow } from "#test/support/rebuild-desk"
import { assigned, classified, routed, submitted } from "#test/support/recorded"
import { temporaryFolder } from "#test/support/temporary"
import { folded } from "#test/support/viewing"

const note = (text: string): Fact => ({ type: "NoteAdded", data: { text } })

const opened = async (tickets: number, facts: readonly Fact[] = [submitted, classified, routed]) => {
  const aws = await localAws(await dynamodb(await temporaryFolder()))
  const desk = rebuildDesk(aws)
  await desk.create()
  const ids = Array.from({ length: tickets }, (_, i) => `TKT-${i}`)
  for (const ticketId of ids) await desk.happen(ticketId, 0, facts)
  return { aws, desk, ids }
}

const inboxOf = async (desk: RebuildDesk) =>
  viewTable(desk.client, tables.views.name)(ticketInbox, (await desk.live(ticketInbox)) ?? 0)

const inboxNow = async (desk: RebuildDesk) => queryInbox((await inboxOf(desk)).page, InboxQuery.parse({ limit: 100 }))

const byProjection = (a: { projection: string }, b: { projection: string }) => a.projection.localeCompare(b.projection)

const expectFoldOf = async <Row>(of: ReadModel<Row>, desk: RebuildDesk, rows: readonly StoredRow[]) => {
  for (const { id, version, row } of rows)
    expect({ version, row }).toEqual(folded(of, await desk.store.load(ticket, id)))
}

/** Every row of the read models is what a fresh fold of its ticket gives, and there is one revision of each. */
const expectFresh = async (desk: RebuildDesk, ids: readonly string[], revision: number) => {
  const [inbox, pages] = await Promise.all([desk.rowsOf(ticketInbox.name), desk.rowsOf(ticketPage.name)])
  for (const rows of [inbox, pages]) {
    expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(rows.map((row) => row.revision)).toEqual(rows.map(() => revision))
  }
  await expectFoldOf(ticketInbox, desk, inbox)
  await expectFoldOf(ticketPage, desk, pages)
}

test("after a rebuild every row is that of a fresh fold, and nothing is left of the old revision", async () => {
  const { desk, ids } = await opened(30)
  const id = await desk.rebuild().whole()
  await expectFresh(desk, ids, 2)
  expect((await desk.rowsOf(ticketPage.name)).every(({ rebuilt }) => rebuilt)).toBe(true)
  expect((await desk.revisions.read()).rebuild).toMatchObject({ id, phase: "done" })
})

test("a reader in the middle of a list goes on in the new revision where the old one was left", async () => {
  const { desk, ids } = await opened(9)
  const page = async (cursor?: string) =>
    queryInbox((await inboxOf(desk)).page, InboxQuery.parse({ limit: 4, team: "Escalations", cursor }))
  const first = await page()
  await desk.rebuild().whole()
  const second = await page(first.cursor)
  const third = await page(second.cursor)
  const seen = [first, second, third].flatMap(({ items }) => items.map(({ ticketId }) => ticketId))
  expect(seen.sort()).toEqual(ids)
})

test("one read model can be rebuilt alone, and again and again", async () => {
  const { desk } = await opened(3)
  await desk.rebuild("one").whole([ticketPage.name])
  await desk.rebuild("two").whole([ticketPage.name])
  expect([await desk.live(ticketPage), await desk.live(ticketInbox)]).toEqual([3, 1])
  expect(new Set((await desk.rowsOf(ticketPage.name)).map((row) => row.revision))).toEqual(new Set([3]))
  expect(await desk.rowsOf(ticketInbox.name)).toHaveLength(3)
})

test("a ticket that cannot be read is listed with its error as soon as it is met, and keeps its rows", async () => {
  const { desk } = await opened(3)
  const damaged = { pk: { S: "TICKET#TKT-1" }, sk: { N: "4" }, commit: { S: "damaged" } }
  await desk.client.send(new PutItemCommand({ TableName: tables.events.name, Item: damaged }))
  const rebuild = desk.rebuild()
  const begun = await rebuild.prepare(["all"])
  await rebuild.fill(begun)
  const models = async () => desk.parts.models.map((model) => model.at(2))
  const row = { revision: 2, stream: { category: "ticket", id: "TKT-1" }, version: 4, error: "Unreadable", attempts: 1 }
  expect((await standing({ models, poisoned: desk.parts.poisoned })).sort(byProjection)).toMatchObject([
    ...desk.parts.models.map(({ name }) => ({ projection: name, ...row })),
  ])
  await rebuild.switchOver(begun.id)
  expect((await inboxNow(desk)).items).toHaveLength(3)
})

/** Does something once, when the events were scanned and not yet worked on. */
const onceScanned = ({ client }: RebuildDesk, happen: () => Promise<void>) => {
  let scanned = false
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args)
        if (commandName !== "ScanCommand" || scanned) return answer
        scanned = true
        await happen()
        return answer
      },
    { step: "initialize" },
  )
}

test("an event between the scan and the batch is in the rows", async () => {
  const { desk, ids } = await opened(3)
  const rebuild = desk.rebuild()
  const begun = await rebuild.prepare(["all"], 1)
  onceScanned(desk, () => desk.happen("TKT-1", 3, [note("late")]))
  await rebuild.fill(begun)
  await rebuild.switchOver(begun.id)
  await rebuild.drop(begun.id)
  await expectFresh(desk, ids, 2)
  expect((await desk.rowsOf(ticketPage.name)).map(({ version }) => version).sort()).toEqual([3, 3, 4])
})

test("while eight writers go on, readers see whole revisions only and no write is lost", async () => {
  const { desk, ids } = await opened(40)
  const newcomers: string[] = []
  let over = false
  const writer = async (_: unknown, n: number) => {
    const mine = ids.filter((_, i) => i % 8 === n)
    const versions = new Map(mine.map((ticketId) => [ticketId, 3]))
    for (let round = 0; !over; round++) {
      const ticketId = mine[round % mine.length] ?? ""
      const version = versions.get(ticketId) ?? 0
      await desk.happen(ticketId, version, [note(`round ${round}`), assigned])
      versions.set(ticketId, version + 2)
      if (round % 5 > 0) continue
      const newcomer = `TKT-new-${n}-${round}`
      await desk.happen(newcomer, 0, [submitted])
      newcomers.push(newcomer)
    }
  }
  const seen: string[][] = []
  const reader = async () => {
    while (!over) seen.push((await inboxNow(desk)).items.map(({ ticketId }) => ticketId))
  }
  const others = [...Array.from({ length: 8 }, writer), reader()]
  const rebuild = desk.rebuild()
  const begun = await rebuild.prepare(["all"])
  await rebuild.fill(begun)
  await rebuild.switchOver(begun.id)
  const atSwitch = seen.length
  await eventually(() => expect(seen.length).toBeGreaterThan(atSwitch + 2))
  over = true
  await Promise.all(others)
  await rebuild.drop(begun.id)
  for (const list of seen) {
    expect(list.length).toBe(new Set(list).size)
    if (list.length < 100) expect(list).toEqual(expect.arrayContaining(ids))
  }
  await expectFresh(desk, [...ids, ...newcomers], 2)
})
