import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { expect, test } from "vitest"
import { ticket } from "#core/ticket/ticket"
import { fillSegment } from "#functions/rebuild/fill"
import { nothingFilled } from "#functions/views/checkpoints"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { localAws } from "#test/support/local-aws"
import { rebuildDesk } from "#test/support/rebuild-desk"
import { submitted } from "#test/support/recorded"
import { temporaryFolder } from "#test/support/temporary"
import { folded } from "#test/support/viewing"

/** So long, and so little to be compressed, that a hundred tickets are several pages of a scan. */
const long: Fact = { type: "NoteAdded", data: { text: randomBytes(7_500).toString("base64") } }

const opened = async (tickets: number) => {
  const aws = await localAws(await dynamodb(await temporaryFolder()))
  const desk = rebuildDesk(aws)
  await desk.create()
  const ids = Array.from({ length: tickets }, (_, i) => `TKT-${i}`)
  for (const ticketId of ids) await desk.happen(ticketId, 0, [submitted, long, long, long])
  return { aws, desk, ids }
}

/** Fills in a process of its own, which is killed at its first checkpoint. */
const killedWhileFilling = async (url: string, turn: { id: string; owner: string }) => {
  const script = new URL("../../support/fill-one.ts", import.meta.url).pathname
  const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"]
  const child = spawn(process.execPath, [script, url, turn.id, turn.owner], { stdio, env: process.env })
  for await (const line of createInterface(child.stdout)) {
    expect(line).toBe("a checkpoint")
    child.kill("SIGKILL")
    break
  }
  if (child.signalCode === null && child.exitCode === null) await once(child, "exit")
}

test("a rebuild whose process is killed in the middle goes on behind its checkpoint", async () => {
  const { aws, desk, ids } = await opened(160)
  const { id } = await desk.rebuild("killed").prepare(["all"], 1)
  await killedWhileFilling(aws.url, { id, owner: "killed" })
  const left = await desk.parts.checkpoints.load(id, 0)
  expect(left).toMatchObject({ done: false })
  expect(left.tickets).toBeGreaterThan(0)
  expect(await desk.live(ticketPage)).toBe(1)

  const other = rebuildDesk(aws)
  expect(await other.rebuild("other").whole()).toBe(id)
  const end = await other.parts.checkpoints.load(id, 0)
  expect(end).toMatchObject({ done: true, tickets: 160, events: 640 })
  const rows = await other.rowsOf(ticketPage.name)
  expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort())
  for (const { id, version, row } of rows.slice(0, 20))
    expect({ version, row }).toEqual(folded(ticketPage, await other.store.load(ticket, id)))
})

test("a segment works in slices, and a slice begins where the one before ended", async () => {
  const { desk } = await opened(100)
  const { id } = await desk.rebuild().prepare(["all"], 1)
  const seen = [nothingFilled.tickets]
  for (let done = false; !done; ) {
    const at = await fillSegment(desk.parts, { id, owner: "one", segment: 0 }, () => true)
    if (!at.done) expect(at.tickets).toBeGreaterThan(seen.at(-1) ?? 0)
    seen.push(at.tickets)
    done = at.done
  }
  expect(seen.length).toBeGreaterThan(2)
  expect(seen.at(-1)).toBe(100)
})

test("whoever takes a rebuild over stops the one before, who can neither fill nor switch any more", async () => {
  const { desk } = await opened(3)
  const one = desk.rebuild("one")
  const begun = await one.prepare(["all"])
  const two = desk.rebuild("two")
  expect(await two.prepare([ticketInbox.name])).toEqual(begun)
  await expect(one.fill(begun)).rejects.toThrow(/taken over/)
  await two.fill(begun)
  await expect(one.switchOver(begun.id)).rejects.toThrow(/taken over/)
  await two.switchOver(begun.id)
  expect(await desk.live(ticketPage)).toBe(2)
})

test("nothing is switched before every segment is done, and nothing dropped before the switch", async () => {
  const { desk, ids } = await opened(3)
  const rebuild = desk.rebuild()
  const { id } = await rebuild.prepare(["all"])
  await fillSegment(desk.parts, { id, owner: "one", segment: 0 }, () => false)
  await expect(rebuild.switchOver(id)).rejects.toThrow("1 of 4 segments")
  await expect(rebuild.drop(id)).rejects.toThrow("not switched yet")
  expect(await desk.live(ticketPage)).toBe(1)
  expect((await desk.rowsOf(ticketPage.name)).filter((row) => row.revision === 1)).toHaveLength(ids.length)
})

test("the steps may be run again by a state machine that forgot how far it was", async () => {
  const { desk } = await opened(5)
  const rebuild = desk.rebuild("one")
  const id = await rebuild.whole()
  expect(await rebuild.whole()).toBe(id)
  expect(await desk.live(ticketPage)).toBe(2)
  expect(await desk.rowsOf(ticketPage.name)).toHaveLength(5)
})

test("the old revision is dropped in slices", async () => {
  const { desk } = await opened(100)
  const rebuild = desk.rebuild()
  const begun = await rebuild.prepare(["all"])
  await rebuild.fill(begun)
  await rebuild.switchOver(begun.id)
  let after: unknown = null
  let slices = 0
  for (let done = false; !done; slices++) {
    const slice = await rebuild.drop(begun.id, () => true, after)
    after = slice.after
    done = slice.done
  }
  expect(slices).toBeGreaterThan(1)
  const rows = [...(await desk.rowsOf(ticketPage.name)), ...(await desk.rowsOf(ticketInbox.name))]
  expect(rows.map((row) => row.revision)).toEqual(rows.map(() => 2))
  expect(rows).toHaveLength(200)
})
