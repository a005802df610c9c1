import { expect, test, vi } from "vitest"
import * as z from "zod"
import { macro } from "#core/macro/macro"
import { ticket } from "#core/ticket/ticket"
import { liveViews } from "#functions/views/live-views"
import { NotFilled } from "#functions/views/not-filled"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { agentLoad } from "#projections/agent-load"
import type { ReadModel } from "#projections/read-model"
import { ticketPage } from "#projections/ticket-page"
import { tables } from "#schemas/tables"
import { closed } from "#test/support/facts"
import { localAws } from "#test/support/local-aws"
import { type RebuildDesk, rebuildDesk } from "#test/support/rebuild-desk"
import { assigned, classified, submitted } from "#test/support/recorded"
import { temporaryFolder } from "#test/support/temporary"
import { folded } from "#test/support/viewing"

/** How many events a macro has had: a read model of another category, which only these tests know. */
const macroEvents: ReadModel<{ events: number }> = {
  name: "macro-events",
  from: "macro",
  row: z.object({ events: z.number() }),
  on: ["MacroCreated", "MacroChanged"],
  fold: (row, event) => (event.type === "MacroCreated" ? { events: 1 } : { events: (row?.events ?? 0) + 1 }),
  indexes: () => ({}),
}

const created = {
  type: "MacroCreated" as const,
  data: { name: "Restart", text: "Please restart it.", actions: [] },
}

const old = [[ticketPage, "old"] as const]
const now = [[ticketPage, "new"] as const, [agentLoad, "load"] as const, [macroEvents, "macros"] as const]

/** A desk as another version of the code left it, and the same one with the code of now. */
const opened = async () => {
  const aws = await localAws(await dynamodb(await temporaryFolder()))
  const before = rebuildDesk(aws, { models: old })
  await before.create()
  await before.happen("TKT-1", 0, [submitted, classified, assigned])
  await before.happen("TKT-2", 0, [submitted])
  await before.happenIn(macro, "mac_1", [0, [created]])
  return { aws, before, desk: rebuildDesk(aws, { models: now }) }
}

/** Runs what was started as the state machine would. */
const machine = (desk: RebuildDesk) => {
  const started: [string, readonly string[]][] = []
  const rebuilds = {
    isRunning: async () => false,
    start: async (...execution: [string, readonly string[]]) => void started.push(execution),
  }
  return {
    started,
    fill: () => desk.fill(rebuilds),
    run: () => desk.rebuild("machine").whole([...(started[0]?.[1] ?? [])]),
  }
}

test("on an empty desk every read model is there at once", async () => {
  const desk = rebuildDesk(await localAws(await dynamodb(await temporaryFolder())), { models: now })
  await desk.create()
  expect(await Promise.all(now.map(([model]) => desk.live(model)))).toEqual([1, 1, 1])
})

test("a new read model, and one whose code has changed, are not there before they are filled", async () => {
  const { desk } = await opened()
  expect(await Promise.all(now.map(([model]) => desk.live(model)))).toEqual([undefined, undefined, undefined])
  const { fill, started, run } = machine(desk)
  expect(await fill()).toEqual({ starts: ["ticket-page", "agent-load", "macro-events"] })
  expect(started).toHaveLength(1)
  await desk.happen("TKT-2", 1, [assigned])
  await run()
  expect(await Promise.all(now.map(([model]) => desk.live(model)))).toEqual([2, 1, 1])
  for (const { id, version, row, revision } of await desk.rowsOf("ticket-page")) {
    expect({ version, row }).toEqual(folded(ticketPage, await desk.store.load(ticket, id)))
    expect(revision).toBe(2)
  }
  expect((await desk.rowsOf("agent-load")).map(({ id }) => id).sort()).toEqual(["TKT-1", "TKT-2"])
  expect(await desk.rowsOf("macro-events")).toMatchObject([{ id: "mac_1", version: 1, row: { events: 1 } }])
  expect(await fill()).toEqual({ starts: [] })
})

test("what the code before had begun is replaced, and can neither fill nor switch any more", async () => {
  const { before, desk } = await opened()
  const left = await before.rebuild("left").prepare(["all"])
  const { fill, run } = machine(desk)
  await fill()
  await expect(desk.rebuild("left").fill(left)).rejects.toThrow("another version of the code")
  await run()
  expect(await desk.live(ticketPage)).toBe(3)
  expect(new Set((await desk.rowsOf("ticket-page")).map(({ revision }) => revision))).toEqual(new Set([3]))
})

test("a rebuild of this code that runs is left alone, and one that stopped is gone on with", async () => {
  const { desk } = await opened()
  const begun = await desk.rebuild("first").prepare(["all"])
  const running = vi.fn()
  await desk.fill({ isRunning: async (owner) => owner === "first", start: running })
  expect(running).not.toHaveBeenCalled()
  const { fill, run } = machine(desk)
  await fill()
  expect(await run()).toBe(begun.id)
})

test("readers of what is being filled are told so, with how far it is", async () => {
  const { desk } = await opened()
  const views = liveViews(desk.client, tables.views.name)
  await expect(views(ticketPage)()).rejects.toThrow(NotFilled)
  await desk.rebuild("first").prepare(["all"])
  const error = await views(agentLoad)().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ message: expect.stringMatching(/agent-load is being filled: 0 of about \d commits/) })
})

test("an event between the scan and the batch is in the rows, although there are no rows of before", async () => {
  const { desk } = await opened()
  const { fill, run } = machine(desk)
  await fill()
  let late = false
  // Segments are filled side by side: the first that comes here is the one.
  const happenOnce = async () => {
    if (late) return
    late = true
    await desk.happen("TKT-1", 3, [closed])
  }
  desk.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args)
        if (commandName !== "BatchWriteItemCommand" && commandName !== "ScanCommand") return answer
        if ((await desk.revisions.read()).rebuild?.phase === "filling") await happenOnce()
        return answer
      },
    { step: "initialize" },
  )
  await run()
  expect(late).toBe(true)
  expect((await desk.rowsOf("ticket-page")).map(({ id, version }) => [id, version]).sort()).toEqual([
    ["TKT-1", 4],
    ["TKT-2", 1],
  ])
  expect(await desk.rowsOf("agent-load")).toMatchObject([{ id: "TKT-1", version: 4, row: { status: "closed" } }])
})
