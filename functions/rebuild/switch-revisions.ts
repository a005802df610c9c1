import * as z from "zod"
import { parse } from "#core/invalid"
import { log } from "#functions/lib/log"
import { owned, type RebuildParts } from "#functions/rebuild/fill"
import { rebuildParts } from "#functions/rebuild/parts"
import { type Counts, countsOf, nothingFilled, plus } from "#functions/views/checkpoints"
import { switched } from "#projections/revisions"
import type { Rebuild } from "#schemas/rebuild"

const Step = z.object({ id: z.string(), owner: z.string() })

/** Of every stream that a read model reads from it is known whether its row, none or poison came of it. */
const checked = (id: string, counts: Counts, { models }: Rebuild) => {
  for (const { name } of models) {
    const { streams = 0, rows = 0, nothing = 0, poisoned = 0 } = counts[name] ?? {}
    if (rows + nothing + poisoned !== streams)
      throw new Error(
        `Rebuild ${id} made ${rows} rows of ${name} of ${streams} streams, ${nothing} of which need none and ${poisoned} are poisoned: nothing was switched`,
      )
  }
}

/** The streams of every category that is read, by the read models that read it: all of one category have seen the same. */
const streamsOf = (counts: Counts, { models }: RebuildParts): number => {
  const seen = new Map<string, number>(
    models.flatMap(({ name, from }) => (counts[name] ? [[from, counts[name].streams] as const] : [])),
  )
  return [...seen.values()].reduce((sum, streams) => sum + streams, 0)
}

const verified = async (parts: RebuildParts, rebuild: Rebuild) => {
  const { id, segments } = rebuild
  const all = await parts.checkpoints.all(id)
  const done = all.filter((each) => each.done)
  if (done.length !== segments)
    throw new Error(`${done.length} of ${segments} segments of rebuild ${id} are done: nothing was switched`)
  const counts = countsOf(all.map(({ models }) => models))
  checked(id, counts, rebuild)
  const filled = all.reduce(plus, nothingFilled)
  const seen = streamsOf(counts, parts)
  if (seen !== filled.tickets)
    throw new Error(`Rebuild ${id} read ${filled.tickets} streams, its read models ${seen}: nothing was switched`)
  return filled
}

/** Makes the new revisions live, all at once, if they are complete. A second call changes nothing. */
export const switchRevisions =
  (parts: RebuildParts) =>
  async (raw: unknown): Promise<{ phase: string }> => {
    const turn = parse(Step, raw)
    const { revisions, rebuild } = await owned(parts, turn)
    if (rebuild.phase !== "filling") return { phase: rebuild.phase }
    const filled = await verified(parts, rebuild)
    const next = switched(revisions, rebuild, new Date().toISOString())
    await parts.revisions.replace(next)
    log.info("switched", { id: turn.id, ...filled })
    return { phase: "retiring" }
  }

export const handler = switchRevisions(rebuildParts)
