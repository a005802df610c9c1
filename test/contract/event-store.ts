import { expect, test } from "vitest"
import { Conflict, type EventStore, TooLarge } from "#core/engine/event-store"
import { beginning } from "#test/contract/beginning"
import type { Fact, Subject } from "#test/contract/subject"
import { agent } from "#test/support/actors"

/** What every event store promises. `open` makes an empty one. */
export const eventStoreContract = (open: () => Promise<EventStore>, subject: Subject) => {
  const { of, opening: submitted, other: assigned, saying: note } = subject
  const begin = beginning(open, subject)
  const long = note("x".repeat(10_000))

  test("a ticket that was never heard of has no events", async () => {
    const { store, id } = await begin()
    expect(await store.load(of, id)).toEqual([])
  })

  test("what was appended comes back in order, each with its commit's metadata", async () => {
    const { store, id, stream, commit } = await begin()
    expect(await store.append(of, commit(0, [submitted, note("Größe 😀")], { causationId: "cause.0" }))).toBe(2)
    const metadata = { stream, commitId: "commit-1", correlationId: "corr-1", causationId: "cause.0" }
    const when = { at: "2026-01-02T03:04:05.000Z", actor: agent, v: 1 }
    expect(await store.load(of, id)).toEqual([
      { ...metadata, ...when, ...submitted, id: "commit-1.0", version: 1 },
      { ...metadata, ...when, ...note("Größe 😀"), id: "commit-1.1", version: 2 },
    ])
  })

  test("versions continue from commit to commit", async () => {
    const { store, id, commit } = await begin()
    await store.append(of, commit(0, [submitted, note("a"), note("b")]))
    expect(await store.append(of, commit(3, [assigned]))).toBe(4)
    expect((await store.load(of, id)).map(({ version }) => version)).toEqual([1, 2, 3, 4])
  })

  test.each([
    [0, [1, 2, 3, 4, 5]],
    [1, [2, 3, 4, 5]],
    [2, [3, 4, 5]],
    [3, [4, 5]],
    [4, [5]],
    [5, []],
    [6, []],
  ])("loading after version %i gives the rest, wherever commits begin", async (after, versions) => {
    const { store, id, commit } = await begin()
    await store.append(of, commit(0, [submitted, note("a"), note("b")]))
    await store.append(of, commit(3, [note("c"), note("d")]))
    expect((await store.load(of, id, after)).map(({ version }) => version)).toEqual(versions)
  })

  test("a writer who was beaten gets a Conflict and leaves nothing behind", async () => {
    const { store, id, commit } = await begin()
    await store.append(of, commit(0, [submitted]))
    await store.append(of, commit(1, [note("first")], { commitId: "winner" }))
    const beaten = store.append(of, commit(1, [note("second"), note("third")], { commitId: "loser" }))
    await expect(beaten).rejects.toThrow(Conflict)
    expect((await store.load(of, id)).map(({ id }) => id)).toEqual(["commit-1.0", "winner.0"])
  })

  test("the same commit again is answered as the first time, also when others followed", async () => {
    const { store, id, commit } = await begin()
    const twice = commit(0, [submitted, note("a")])
    await store.append(of, twice)
    await store.append(of, commit(2, [note("b")]))
    expect(await store.append(of, twice)).toBe(2)
    expect(await store.load(of, id)).toHaveLength(3)
  })

  test("of two writers at the same place exactly one wins", async () => {
    const { store, id, commit } = await begin()
    const results = await Promise.allSettled(
      ["a", "b", "c", "d"].map((commitId) => store.append(of, commit(0, [submitted], { commitId }))),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected", "rejected"])
    expect(await store.load(of, id)).toHaveLength(1)
  })

  test("tickets know nothing of each other", async () => {
    const { store, id, commit } = await begin()
    const other = `${id}0`
    await store.append(of, commit(0, [submitted]))
    await store.append(of, commit(0, [submitted, note("a")], { id: other }))
    expect(await store.load(of, id)).toHaveLength(1)
    expect(await store.load(of, other)).toHaveLength(2)
  })

  test("a fact that could not be read again is refused before anything is written", async () => {
    const { store, id, commit } = await begin()
    await expect(store.append(of, commit(0, [submitted, note("  ")]))).rejects.toThrow(/too_small|>=1 characters/i)
    expect(await store.load(of, id)).toEqual([])
  })

  test("a commit without facts is refused", async () => {
    const { store, commit } = await begin()
    await expect(store.append(of, commit(0, []))).rejects.toThrow(/no facts/)
  })

  test("a commit over 350 KB is refused before anything is written", async () => {
    const { store, id, commit } = await begin()
    const tooLarge = store.append(of, commit(0, [submitted, ...Array<Fact>(36).fill(long)]))
    await expect(tooLarge).rejects.toThrow(TooLarge)
    expect(await store.load(of, id)).toEqual([])
  })

  test("a history of more than one page comes back whole and in order", async () => {
    const { store, id, commit } = await begin()
    for (let n = 0; n < 5; n++) await store.append(of, commit(n * 33, [submitted, ...Array<Fact>(32).fill(long)]))
    const versions = (await store.load(of, id)).map(({ version }) => version)
    expect(versions).toEqual(Array.from({ length: 165 }, (_, index) => index + 1))
    expect((await store.current(of, id)).version).toBe(165)
    expect(await store.loadUntil(of, id, { version: 120 })).toHaveLength(120)
  })
}
