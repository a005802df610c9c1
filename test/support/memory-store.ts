import { bodyOf, contiguous, encode, placeAfter, streamOf, upTo } from "#core/engine/commit"
import { decode } from "#core/engine/decode"
import type { EventStore, Events, Folded, NewCommit } from "#core/engine/event-store"
import { advance, type Past, resume } from "#core/engine/snapshot"
import { mark } from "#functions/store/snapshot-item"
import type { RecordedOf, Shapes } from "#schemas/recorded"
import { named } from "#schemas/stream"

/** The event store in memory. Keeps JSON, as the table does, so that nothing is shared and everything is decoded. */
export const memoryStore = (): EventStore => {
  const commits = new Map<string, string[]>()
  const snapshots = new Map<string, string>()
  const keyOf = (of: Pick<Events, "category">, id: string) => named(streamOf(of, { id }))
  const all = <E extends Shapes>(of: Events<E>, id: string): readonly RecordedOf<E>[] =>
    contiguous((commits.get(keyOf(of, id)) ?? []).flatMap((json) => decode(of, JSON.parse(json))))
  const past = <State, E extends Shapes>(of: Folded<State, E>, id: string): Past<State, E> => {
    const json = snapshots.get(keyOf(of, id))
    const snapshot: Past<State, E>["snapshot"] = json === undefined ? undefined : JSON.parse(json)
    const after = snapshot?.version ?? 0
    return { snapshot, tail: all(of, id).filter(({ version }) => version > after) }
  }
  const append = (of: Folded, commit: NewCommit): number => {
    const { id, commitId, expected } = commit
    bodyOf(encode(of, commit, 0))
    const known = all(of, id).findLast((event) => event.commitId === commitId)
    if (known) return known.version
    const after = placeAfter(streamOf(of, { id }), expected, all(of, id).length)
    const key = keyOf(of, id)
    commits.set(key, [...(commits.get(key) ?? []), JSON.stringify(encode(of, commit, after))])
    return after + commit.facts.length
  }
  return {
    load: async (of, id, after = 0) => all(of, id).filter(({ version }) => version > after),
    loadUntil: async (of, id, until) => upTo(all(of, id), until),
    current: async (of, id) => resume(of, past(of, id), mark),
    snapshot: async (of, id) => {
      const { tail } = past(of, id)
      if (of.stamp !== undefined && tail.length > 0)
        snapshots.set(keyOf(of, id), JSON.stringify(advance(of, past(of, id), mark)))
    },
    append: async (of, commit) => append(of, commit),
  }
}
