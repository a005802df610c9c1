import type { Rebuild, Revisions } from "#schemas/rebuild"

type Model = { name: string; revision: number }

/** The desk before its first rebuild. */
export const untouched: Revisions = { edition: 0, live: {} }

/** The revision that readers see. */
export const liveRevision = ({ live }: Revisions, { name, revision }: Model): number => live[name] ?? revision

/** The revision that is written beside the live one: the next while it fills, the last while readers leave it. */
const beside = ({ rebuild }: Revisions, name: string): number[] => {
  const model = rebuild?.models.find((each) => each.name === name)
  if (!model) return []
  if (rebuild?.phase === "filling") return [model.to]
  return rebuild?.phase === "retiring" ? [model.from] : []
}

/** The revisions that the projector writes, the live one first: a rebuild relies on that order (projections/filler.ts). */
export const writtenRevisions = (revisions: Revisions, model: Model): number[] => [
  liveRevision(revisions, model),
  ...beside(revisions, model.name),
]

export const isUnfinished = ({ rebuild }: Revisions): boolean => rebuild !== undefined && rebuild.phase !== "done"

type Begin = Pick<Rebuild, "id" | "owner" | "segments" | "commits" | "startedAt"> & { models: readonly Model[] }

/** A rebuild of these read models. A revision is never used twice, and never below the code's own. */
export const begun = (revisions: Revisions, { models, ...rest }: Begin): Revisions => ({
  ...revisions,
  rebuild: {
    ...rest,
    phase: "filling",
    models: models.map((model) => {
      const from = liveRevision(revisions, model)
      return { name: model.name, from, to: Math.max(from + 1, model.revision) }
    }),
  },
})

/** All read models of the rebuild change over at once. */
export const switched = (revisions: Revisions, rebuild: Rebuild, switchedAt: string): Revisions => ({
  ...revisions,
  live: { ...revisions.live, ...Object.fromEntries(rebuild.models.map(({ name, to }) => [name, to])) },
  rebuild: { ...rebuild, phase: "retiring", switchedAt },
})
