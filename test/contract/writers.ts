import fc from "fast-check"
import { expect, test } from "vitest"
import { fold } from "#core/engine/aggregate"
import { Conflict, type EventStore } from "#core/engine/event-store"
import { beginning } from "#test/contract/beginning"
import type { Subject } from "#test/contract/subject"
import { agent } from "#test/support/actors"

/** Command `id` writes `size` events at once: those of size 3 wherever the ticket ends, the others by a decision. */
type Order = { id: string; size: number }

type Desk = Pick<Subject, "of" | "saying"> & { store: EventStore; id: string }

const send = async ({ store, of, saying, id: stream }: Desk, { id, size }: Order): Promise<number> => {
  const facts = Array.from({ length: size }, (_, n) => saying(`${id} ${n}`))
  const metadata = { commitId: id, at: "2026-01-02T03:04:05.000Z", actor: agent, correlationId: id }
  if (size === 3) return store.append(of, { ...metadata, id: stream, expected: "any", facts })
  const { version, answered } = await store.current(of, stream)
  return answered(id) ?? store.append(of, { ...metadata, id: stream, expected: version, facts })
}

/** As a client does: after a Conflict the same command again, until it is answered. */
const insist = async (desk: Desk, order: Order): Promise<number> => {
  try {
    return await send(desk, order)
  } catch (error) {
    if (error instanceof Conflict) return insist(desk, order)
    throw error
  }
}

/**
 * A writer's commands, one after the other. Some clients are impatient and send a command twice at the same time. Some
 * commands are followed by a snapshot, which nobody waits for before they go on.
 */
const write = async (desk: Desk, orders: readonly Order[]): Promise<[Order, number][]> => {
  const answers: [Order, number][] = []
  const snapshots: Promise<void>[] = []
  for (const order of orders) {
    const [first, second] = await Promise.all([insist(desk, order), order.size === 2 ? insist(desk, order) : undefined])
    expect(second ?? first).toBe(first)
    answers.push([order, first])
    if (order.size > 1) snapshots.push(desk.store.snapshot(desk.of, desk.id))
  }
  await Promise.all(snapshots)
  return answers
}

const begun = async (open: () => Promise<EventStore>, subject: Subject): Promise<Desk> => {
  const { of, opening, saying } = subject
  const { store, id, commit } = await beginning(open, subject)()
  await store.append(of, commit(0, [opening]))
  return { store, of, saying, id }
}

/** Eight writers with commits of 1 to 3 events each. */
const plans = fc
  .array(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), { minLength: 8, maxLength: 8, size: "max" })
  .map((writers) => writers.map((sizes, w) => sizes.map((size, n) => ({ id: `writer-${w}-${n}`, size }))))

/** What every store promises to writers who do not know of each other. */
export const writersContract = (open: () => Promise<EventStore>, numRuns: number, subject: Subject) => {
  const { of, said } = subject
  test("eight writers at once, with snapshots meanwhile, leave no gap and no overlap, and lose and repeat nothing", () =>
    fc.assert(
      fc.asyncProperty(plans, async (writers) => {
        const desk = await begun(open, subject)
        const { store, id: stream } = desk
        const answers = (await Promise.all(writers.map((orders) => write(desk, orders)))).flat()
        const events = await store.load(of, stream)
        const written = Map.groupBy(events.slice(1), ({ commitId }) => commitId)

        expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1))
        expect([...written.keys()].sort()).toEqual(answers.map(([{ id }]) => id).sort())
        for (const [{ id, size }, version] of answers) {
          const texts = written.get(id)?.map(said)
          expect(texts).toEqual(Array.from({ length: size }, (_, n) => `${id} ${n}`))
          expect(written.get(id)?.at(-1)?.version).toBe(version)
        }
        expect((await store.current(of, stream)).state).toEqual(fold(of, events))
        for (const [order, version] of answers) expect(await insist(desk, order)).toBe(version)
        expect(await store.load(of, stream)).toHaveLength(events.length)
      }),
      { numRuns },
    ))
}
