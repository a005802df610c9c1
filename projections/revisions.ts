import type { Rebuild, Revisions } from "#schemas/rebuild"

/** A read model and the stamp of the code that makes its rows. */
export type Stamped = { name: string; stamp: string }

/** A desk whose read models were never filled. */
export const untouched: Revisions = { edition: 0, live: {}, stamps: {} }

/** The revision that readers see. None where there is none that this code has made: its rows may be others. */
export const liveRevision = ({ live, stamps }: Revisions, { name, stamp }: Stamped): number | undefined =>
  stamps[name] === stamp ? live[name] : undefined

/** The revision that is written beside the live one: the next while it fills, the last while readers leave it. */
const beside = ({ rebuild }: Revisions, { name, stamp }: Stamped): number[] => {
  const model = rebuild?.models.find((each) => each.name === name && each.stamp === stamp)
  if (!model) return []
  if (rebuild?.phase === "filling") return [model.to]
  return rebuild?.phase === "retiring" && model.from > 0 ? [model.from] : []
}

/** The revisions that the projector writes, the live one first: a rebuild relies on that order (projections/filler.ts). */
export const writtenRevisions = (revisions: Revisions, model: Stamped): number[] => [
  ...[liveRevision(revisions, model)].filter((live) => live !== undefined),
  ...beside(revisions, model),
]

/** The read models that are not there for readers of this code. */
export const unfilled = <Model extends Stamped>(revisions: Revisions, models: readonly Model[]): Model[] =>
  models.filter((model) => liveRevision(revisions, model) === undefined)

/** Whether the rows of a rebuild are those that this code would make. */
export const isOfThisCode = (rebuild: Rebuild, models: readonly Stamped[]): boolean =>
  rebuild.models.every(({ name, stamp }) => models.some((model) => model.name === name && model.stamp === stamp))

/** The rebuild that is not done yet. */
export const unfinished = ({ rebuild }: Revisions): Rebuild | undefined =>
  rebuild?.phase === "done" ? undefined : rebuild

/** A revision is never used twice. */
const next = ({ live, rebuild }: Revisions, name: string): number => {
  const mentioned = rebuild?.models.filter((each) => each.name === name) ?? []
  return Math.max(0, live[name] ?? 0, ...mentioned.flatMap(({ from, to }) => [from, to])) + 1
}

type Begin = Pick<Rebuild, "id" | "owner" | "segments" | "commits" | "startedAt"> & { models: readonly Stamped[] }

/** A rebuild of these read models. */
export const begun = (revisions: Revisions, { models, ...rest }: Begin): Revisions => ({
  ...revisions,
  rebuild: {
    ...rest,
    phase: "filling",
    models: models.map(({ name, stamp }) => ({
      name,
      stamp,
      from: liveRevision(revisions, { name, stamp }) ?? 0,
      to: next(revisions, name),
    })),
  },
})

const live = (revisions: Revisions, models: readonly { name: string; stamp?: string | undefined; to: number }[]) => ({
  live: { ...revisions.live, ...Object.fromEntries(models.map(({ name, to }) => [name, to])) },
  stamps: { ...revisions.stamps, ...Object.fromEntries(models.map(({ name, stamp = "" }) => [name, stamp])) },
})

/** All read models of the rebuild change over at once. */
export const switched = (revisions: Revisions, rebuild: Rebuild, switchedAt: string): Revisions => ({
  ...revisions,
  ...live(revisions, rebuild.models),
  rebuild: { ...rebuild, phase: "retiring", switchedAt },
})

/** Where nothing ever happened there is nothing to fill: the read models are there at once. */
export const filledWithNothing = (revisions: Revisions, models: readonly Stamped[]): Revisions => ({
  ...revisions,
  ...live(
    revisions,
    models.map((model) => ({ ...model, to: next(revisions, model.name) })),
  ),
})
