import fc from "fast-check"
import { expect, test } from "vitest"
import { fold } from "#core/engine/aggregate"
import type { EventStore, Point } from "#core/engine/event-store"
import { beginning } from "#test/contract/beginning"
import type { Fact, Subject } from "#test/contract/subject"

/** A commit of a stream's life, and whether a snapshot is taken after it. */
type Step = { facts: Fact[]; snapshot: boolean }

const minute = (n: number) => new Date(Date.UTC(2026, 0, 2, 3, n)).toISOString()

/** What every event store promises about reading: the present, the past, and that snapshots are not seen. */
export const readingContract = (open: () => Promise<EventStore>, numRuns: number, subject: Subject) => {
  const { of, opening: submitted, saying: note, happenings } = subject
  const begin = beginning(open, subject)

  const lives = fc.array(
    fc.record<Step>({
      facts: fc.array(fc.constantFrom(...happenings), { minLength: 1, maxLength: 3 }),
      snapshot: fc.boolean(),
    }),
    { maxLength: 30 },
  )

  test("a ticket that was never heard of is at version 0, and a snapshot of it is nothing", async () => {
    const { store, id } = await begin()
    await store.snapshot(of, id)
    expect(await store.current(of, id)).toMatchObject({ state: { status: "none" }, version: 0 })
    expect(await store.load(of, id)).toEqual([])
  })

  const lived = async (life: readonly Step[]) => {
    const begun = await begin()
    const { store, id, commit } = begun
    let version = await store.append(of, commit(0, [submitted]))
    for (const { facts, snapshot } of life) {
      version = await store.append(of, commit(version, facts))
      if (snapshot) await store.snapshot(of, id)
    }
    return begun
  }

  test("wherever snapshots are taken, the present is what all events fold to", () =>
    fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const { store, id } = await lived(life)
        const events = await store.load(of, id)
        const { state, version, answered } = await store.current(of, id)
        expect(state).toEqual(fold(of, events))
        expect(events.map((event) => event.version)).toEqual(Array.from({ length: version }, (_, index) => index + 1))
        expect(answered(events.at(-1)?.commitId ?? "")).toBe(version)
      }),
      { numRuns },
    ))

  /** Versions 1, 2–3 and 4–5 at minutes 1, 2 and 3, with a snapshot. */
  const threeMinutes = async () => {
    const begun = await begin()
    const { store, commit, id } = begun
    await store.append(of, commit(0, [submitted], { at: minute(1) }))
    await store.append(of, commit(1, [note("a"), note("b")], { at: minute(2) }))
    await store.append(of, commit(3, [note("c"), note("d")], { at: minute(3) }))
    await store.snapshot(of, id)
    return begun
  }

  test.each<[Point, number]>([
    [{ version: 0 }, 0],
    [{ version: 1 }, 1],
    [{ version: 2 }, 2],
    [{ version: 4 }, 4],
    [{ version: 5 }, 5],
    [{ version: 99 }, 5],
    [{ version: Number.MAX_SAFE_INTEGER }, 5],
    [{ time: minute(0) }, 0],
    [{ time: minute(1) }, 1],
    [{ time: "2026-01-02T04:02:30+01:00" }, 3],
    [{ time: minute(99) }, 5],
  ])("at %j there are %i events", async (until, count) => {
    const { store, id } = await threeMinutes()
    const history = await store.loadUntil(of, id, until)
    expect(history).toEqual((await store.load(of, id)).slice(0, count))
  })

  test("a clock that went backwards leaves no gap in the past", async () => {
    const { store, id, commit } = await begin()
    await store.append(of, commit(0, [submitted], { at: minute(1) }))
    await store.append(of, commit(1, [note("a")], { at: minute(9) }))
    await store.append(of, commit(2, [note("b")], { at: minute(2) }))
    expect((await store.loadUntil(of, id, { time: minute(5) })).map(({ version }) => version)).toEqual([1])
  })
}
