import fc from "fast-check"
import { expect, test } from "vitest"
import { Conflict, type EventStore } from "#core/event-store"
import { execute } from "#core/execute"
import type { Fact } from "#schemas/events"
import { agent } from "#test/support/actors"
import { submitted } from "#test/support/recorded"

const ticketId = "TKT-1"

/** Command `id` writes `size` events at once. */
type Order = { id: string; size: number }

const send = (store: EventStore, { id, size }: Order): Promise<number> => {
  const facts = Array.from({ length: size }, (_, n): Fact => ({ type: "NoteAdded", data: { text: `${id} ${n}` } }))
  const metadata = { commitId: id, at: "2026-01-02T03:04:05.000Z", actor: agent, correlationId: id }
  const decide = () => facts
  return execute({ store, pause: () => Promise.resolve() }, { ticketId, decide }, metadata)
}

/** As a client does: after a Conflict the same command again, until it is answered. */
const insist = async (store: EventStore, order: Order): Promise<number> => {
  try {
    return await send(store, order)
  } catch (error) {
    if (error instanceof Conflict) return insist(store, order)
    throw error
  }
}

/** A writer's commands, one after the other. Some clients are impatient and send a command twice at the same time. */
const write = async (store: EventStore, orders: readonly Order[]): Promise<[Order, number][]> => {
  const answers: [Order, number][] = []
  for (const order of orders) {
    const [first, second] = await Promise.all([
      insist(store, order),
      order.size === 2 ? insist(store, order) : undefined,
    ])
    expect(second ?? first).toBe(first)
    answers.push([order, first])
  }
  return answers
}

const begun = async (open: () => Promise<EventStore>): Promise<EventStore> => {
  const store = await open()
  const metadata = { commitId: "begin", at: "2026-01-02T03:04:05.000Z", actor: agent, correlationId: "begin" }
  await store.append({ ...metadata, ticketId, expected: 0, facts: [submitted] })
  return store
}

/** Eight writers with commits of 1 to 3 events each. */
const plans = fc
  .array(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), { minLength: 8, maxLength: 8, size: "max" })
  .map((writers) => writers.map((sizes, w) => sizes.map((size, n) => ({ id: `writer-${w}-${n}`, size }))))

/** What every store promises to writers who do not know of each other. */
export const writersContract = (open: () => Promise<EventStore>, numRuns: number) => {
  test("eight writers at once leave no gap and no overlap, and lose and repeat nothing", { timeout: 30_000 }, () =>
    fc.assert(
      fc.asyncProperty(plans, async (writers) => {
        const store = await begun(open)
        const answers = (await Promise.all(writers.map((orders) => write(store, orders)))).flat()
        const events = await store.load(ticketId)
        const written = Map.groupBy(events.slice(1), ({ commitId }) => commitId)

        expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1))
        expect([...written.keys()].sort()).toEqual(answers.map(([{ id }]) => id).sort())
        for (const [{ id, size }, version] of answers) {
          const texts = written.get(id)?.map(({ data }) => ("text" in data ? data.text : undefined))
          expect(texts).toEqual(Array.from({ length: size }, (_, n) => `${id} ${n}`))
          expect(written.get(id)?.at(-1)?.version).toBe(version)
        }
        for (const [order, version] of answers) expect(await insist(store, order)).toBe(version)
        expect(await store.load(ticketId)).toHaveLength(events.length)
      }),
      { numRuns },
    ),
  )
}
