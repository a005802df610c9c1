import fc from "fast-check"
import { expect, test } from "vitest"
import { toItem } from "#functions/store/commit-item"
import { projectViews } from "#functions/stream/project-views"
import { heal, standing } from "#functions/views/poisoned"
import { modelAt } from "#projections/model-at"
import { ticketInbox } from "#projections/ticket-inbox"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { poisonable, type Story } from "#test/support/poisonable"
import { memoryPoisoned } from "#test/support/poisoned"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"
import { streamRecord } from "#test/support/stream-record"
import { memoryViews } from "#test/support/viewing"

const facts = [submitted, classified, drafted, routed, assigned]
const sick = (kind: "fold" | "shape", version = 3): Story => ({ ticketId: "TKT-S", facts, poison: { version, kind } })
const healthy: Story = { ticketId: "TKT-H", facts }
const each = ({ ticketId, facts }: Story) => facts.map((_, index) => ({ ticketId, version: index + 1 }))
const done = { batchItemFailures: [] }

test.each(["fold", "shape"] as const)("a poisoned %s is acknowledged and stops only its own row", async (kind) => {
  const desk = poisonable([sick(kind), healthy])
  expect(await desk.deliver(...each(sick(kind)), ...each(healthy))).toEqual(done)
  expect(desk.inbox.get("TKT-H")?.version).toBe(5)
  expect(desk.inbox.get("TKT-S")?.version).toBe(2)
  expect(desk.page.get("TKT-S")?.version).toBe(kind === "fold" ? 5 : 2)
})

test("a poisoned row is listed with its version, its error and its age, but nothing that people wrote", async () => {
  const desk = poisonable([sick("fold")])
  await desk.deliver(...each(sick("fold")))
  expect(await standing(desk.rows)).toEqual([
    {
      projection: "ticket-inbox",
      revision: 1,
      stream: { category: "ticket", id: "TKT-S" },
      version: 3,
      error: "TypeError",
      reason: "cannot fold ResponseDrafted",
      since: "2026-01-02T03:04:05.000Z",
      lastAt: "2026-01-02T03:04:05.000Z",
      attempts: 1,
    },
  ])
})

test("later events do not apply over the hole; they count another attempt", async () => {
  const desk = poisonable([sick("fold")])
  for (const at of each(sick("fold"))) expect(await desk.deliver(at)).toEqual(done)
  expect(desk.inbox.get("TKT-S")?.version).toBe(2)
  expect(await standing(desk.rows)).toMatchObject([{ version: 3, attempts: 3 }])
})

test.each(["fold", "shape"] as const)("once the %s is fixed, healing brings the row up to the store", async (kind) => {
  const desk = poisonable([sick(kind)])
  await desk.deliver(...each(sick(kind)))
  expect((await heal(desk.rows)).every(({ poison }) => poison)).toBe(true)
  desk.deploy()
  expect((await heal(desk.rows, "TKT-OTHER")).length).toBe(0)
  expect((await heal(desk.rows, "TKT-S")).map(({ poison }) => poison)).not.toContainEqual(expect.anything())
  expect([desk.inbox.get("TKT-S"), desk.page.get("TKT-S")]).toEqual(desk.fresh("TKT-S"))
  expect(await desk.rows.poisoned.all()).toEqual([])
})

test("once the fold is fixed, the next event heals the row, and it is no longer listed", async () => {
  const desk = poisonable([sick("fold")])
  await desk.deliver(...each(sick("fold")).slice(0, 4))
  desk.deploy()
  await desk.deliver({ ticketId: "TKT-S", version: 5 })
  expect(desk.inbox.get("TKT-S")?.version).toBe(5)
  expect(await standing(desk.rows)).toEqual([])
})

test("a row that its store refuses for what it is, is poisoned; a store that is down is retried", async () => {
  const attempt = (error: Error) => {
    const { views } = memoryViews(ticketInbox)
    const models = async () => [modelAt({ ...views, put: () => Promise.reject(error) }, 1)]
    const poisoned = memoryPoisoned()
    const handle = projectViews({ models, load: async () => [], poisoned, now: () => "2026-01-02T03:04:05.000Z" })
    const [event] = recorded([submitted])
    if (!event) throw new Error("There is no event")
    const { id, type, v, data, ...commit } = event
    return handle({ Records: [streamRecord("7", toItem({ ...commit, events: [{ id, type, v, data }] }))] })
  }
  const tooBig = Object.assign(new Error("too big"), { name: "ValidationException" })
  expect(await attempt(tooBig)).toEqual(done)
  expect(await attempt(new Error("no connection"))).toEqual({ batchItemFailures: [{ itemIdentifier: "7" }] })
})

test("an item that is no ticket's holds nobody up", async () => {
  const { views } = memoryViews(ticketInbox)
  const rows = {
    models: async () => [modelAt(views, 1)],
    load: async () => [],
    poisoned: memoryPoisoned(),
    now: () => "",
  }
  expect(
    await projectViews(rows)({ Records: [streamRecord("1", { pk: "LEDGER#1", sk: 1, commit: new Uint8Array() })] }),
  ).toEqual(done)
})

const later = fc.constantFrom<Fact>(routed, assigned, classified, drafted, {
  type: "PriorityChanged",
  data: { to: "LOW" },
})
const story = (ticketId: string): fc.Arbitrary<Story> =>
  fc.array(later, { maxLength: 6 }).chain((facts) =>
    fc.record({
      ticketId: fc.constant(ticketId),
      facts: fc.constant([submitted, ...facts]),
      poison: fc.option(
        fc.record({
          version: fc.integer({ min: 1, max: facts.length + 1 }),
          kind: fc.constantFrom("fold" as const, "shape" as const),
        }),
        { nil: undefined },
      ),
    }),
  )

type Wave = { ticketId: string; version: number }[][]

/** Stories, and what the stream makes of them: in any order, repeated, late or not at all, several batches at a time. */
const storms = fc.tuple(story("TKT-A"), story("TKT-B"), story("TKT-C")).chain((stories) =>
  fc.record({
    stories: fc.constant(stories),
    waves: fc.array(fc.array(fc.array(fc.constantFrom(...stories.flatMap(each)), { maxLength: 6 }), { maxLength: 3 }), {
      maxLength: 6,
    }),
    healedBy: fc.constantFrom("heal", "next event"),
  }),
)

type Desk = ReturnType<typeof poisonable>
const rowsOf = (desk: Desk, { ticketId }: Story) => [desk.inbox.get(ticketId), desk.page.get(ticketId)]
const endsOf = (stories: readonly Story[]) =>
  stories.map(({ ticketId, facts }) => ({ ticketId, version: facts.length }))
const tickets = (some: readonly { ticketId: string }[]) => new Set(some.map(({ ticketId }) => ticketId))

/** Everything that the stream delivers, and, as it does in the end, the last event of every ticket. */
const weather = async (desk: Desk, { stories, waves }: { stories: readonly Story[]; waves: Wave[] }) => {
  const answers = []
  for (const wave of waves) answers.push(...(await Promise.all(wave.map((batch) => desk.deliver(...batch)))))
  return [...answers, await desk.deliver(...endsOf(stories))]
}

test("whatever the stream does, healthy tickets are as a fresh fold makes them, and the others once they are healed", () =>
  fc.assert(
    fc.asyncProperty(storms, async ({ stories, waves, healedBy }) => {
      const desk = poisonable(stories)
      expect((await weather(desk, { stories, waves })).flatMap((answer) => answer.batchItemFailures)).toEqual([])

      const poisoned = stories.filter(({ poison }) => poison)
      const healthy = stories.filter(({ poison }) => !poison)
      expect(new Set((await standing(desk.rows)).map(({ stream }) => stream.id))).toEqual(tickets(poisoned))
      const stopped = poisoned.filter((story) => (rowsOf(desk, story)[0]?.version ?? 0) < (story.poison?.version ?? 0))
      expect(stopped).toEqual(poisoned)
      expect(healthy.map((story) => rowsOf(desk, story))).toEqual(healthy.map(({ ticketId }) => desk.fresh(ticketId)))

      desk.deploy()
      await (healedBy === "heal" ? heal(desk.rows) : desk.deliver(...endsOf(stories)))
      expect(stories.map((story) => rowsOf(desk, story))).toEqual(stories.map(({ ticketId }) => desk.fresh(ticketId)))
      expect(await standing(desk.rows)).toEqual([])
    }),
  ))
