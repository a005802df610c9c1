import { expect, test } from "vitest"
import { Conflict, type EventStore, type Expected, TooLarge } from "#core/engine/event-store"
import { beginning } from "#test/contract/beginning"
import type { Fact, Subject } from "#test/contract/subject"

const refusal = (error: unknown) => (error instanceof Conflict ? error : undefined)

/** What every event store promises about where a commit goes, and about commits that come again. */
export const expectationsContract = (open: () => Promise<EventStore>, subject: Subject) => {
  const { of, opening: submitted, saying: note } = subject
  const begin = beginning(open, subject)

  /** A ticket at version 3: a commit of one event, then one of two. */
  const existing = async () => {
    const begun = await begin()
    await begun.store.append(of, begun.commit(0, [submitted]))
    await begun.store.append(of, begun.commit(1, [note("a"), note("b")]))
    return begun
  }

  test.each<Expected>([3, "any", "must-exist"])(
    "a ticket at version 3 takes a commit that expects %s",
    async (form) => {
      const { store, id, commit } = await existing()
      expect(await store.append(of, commit(form, [note("c")], { commitId: "next" }))).toBe(4)
      expect((await store.load(of, id, 3)).map(({ id }) => id)).toEqual(["next.0"])
    },
  )

  test.each<Expected>([0, "any", "must-not-exist"])("no ticket takes a commit that expects %s", async (form) => {
    const { store, id, commit } = await begin()
    expect(await store.append(of, commit(form, [submitted]))).toBe(1)
    expect(await store.load(of, id)).toHaveLength(1)
  })

  test.each<Expected>([0, 1, 2, 4, 7, "must-not-exist"])(
    "a ticket at version 3 refuses a commit that expects %s, and says where it is",
    async (expected) => {
      const { store, id, stream, commit } = await existing()
      const refused = store.append(of, commit(expected, [note("c")], { commitId: "stray" }))
      expect(await refused.catch(refusal)).toMatchObject({ name: "Conflict", stream, expected, actual: 3 })
      expect(await store.load(of, id)).toHaveLength(3)
    },
  )

  test.each<Expected>([1, 5, "must-exist"])("no ticket refuses a commit that expects %s", async (expected) => {
    const { store, id, stream, commit } = await begin()
    const refused = store.append(of, commit(expected, [submitted]))
    expect(await refused.catch(refusal)).toMatchObject({ stream, expected, actual: 0 })
    expect(await store.load(of, id)).toEqual([])
  })

  test.each<Expected>([3, "any", "must-exist"])(
    "a commit that expected %s is answered as the first time, also when others followed",
    async (form) => {
      const { store, id, commit } = await existing()
      const twice = commit(form, [note("c"), note("d")], { commitId: "twice" })
      expect(await store.append(of, twice)).toBe(5)
      await store.append(of, commit(5, [note("e")]))
      await store.snapshot(of, id)
      await store.append(of, commit(6, [note("f")]))
      expect(await store.append(of, twice)).toBe(5)
      expect(await store.append(of, { ...twice, expected: "any" })).toBe(5)
      expect(await store.load(of, id)).toHaveLength(7)
    },
  )

  test("a commit that is there already is answered as it was, also where a later version is known to exist", async () => {
    const { store, id, commit } = await begin()
    expect(await store.append(of, commit(0, [submitted], { commitId: "s" }))).toBe(1)
    expect(await store.append(of, commit(1, [note("a")], { commitId: "k" }))).toBe(2)
    expect(await store.append(of, commit(2, [note("a")], { commitId: "k" }))).toBe(2)
    expect(await store.append(of, commit(2, [note("b")], { commitId: "l" }))).toBe(3)
    await store.current(of, id)
    expect(await store.append(of, commit(3, [note("a")], { commitId: "k" }))).toBe(2)
    expect((await store.load(of, id)).map(({ commitId }) => commitId)).toEqual(["s", "k", "l"])
  })

  test("a submission is answered as the first time, also when others followed", async () => {
    const { store, id, commit } = await begin()
    const twice = commit("must-not-exist", [submitted, note("a")])
    await store.append(of, twice)
    await store.append(of, commit(2, [note("b")]))
    expect(await store.append(of, twice)).toBe(2)
    expect(await store.load(of, id)).toHaveLength(3)
  })

  test("commits that go anywhere all find their place, however many come at once", async () => {
    const { store, id, commit } = await begin()
    await store.append(of, commit(0, [submitted]))
    const ids = ["a", "b", "c", "d"]
    const versions = await Promise.all(
      ids.map((commitId) => store.append(of, commit("any", [note(commitId), note(commitId)], { commitId }))),
    )
    expect(versions.toSorted((a, b) => a - b)).toEqual([3, 5, 7, 9])
    expect((await store.load(of, id)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test("a commit that is too large is refused whatever it expects", async () => {
    const { store, commit } = await existing()
    const long = Array<Fact>(36).fill(note("x".repeat(10_000)))
    await expect(store.append(of, commit("any", long))).rejects.toThrow(TooLarge)
    await expect(store.append(of, commit(3, long))).rejects.toThrow(TooLarge)
  })

  test("the last 200 commits are known again, snapshots or not", async () => {
    const { store, id, commit } = await begin()
    await store.append(of, commit(0, [submitted]))
    for (let version = 1; version <= 210; version++) {
      await store.append(of, commit(version, [note("n")]))
      if (version % 70 === 0) await store.snapshot(of, id)
    }
    const { version, answered } = await store.current(of, id)
    expect(version).toBe(211)
    for (let known = 12; known <= 211; known++) expect(answered(`commit-${known}`)).toBe(known)
    expect(answered("never")).toBeUndefined()
  })
}
