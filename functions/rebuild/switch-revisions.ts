import * as z from "zod"
import { parse } from "#core/invalid"
import { log } from "#functions/lib/log"
import { owned, type RebuildParts } from "#functions/rebuild/fill"
import { rebuildParts } from "#functions/rebuild/parts"
import { nothingFilled, plus } from "#functions/views/checkpoints"
import { switched } from "#projections/revisions"

const Step = z.object({ id: z.string(), owner: z.string() })

/** Every segment is done and every ticket has its row in every read model, but for those that are counted as poisoned. */
const verified = async ({ checkpoints }: RebuildParts, id: string, expected: { segments: number; models: number }) => {
  const all = await checkpoints.all(id)
  const done = all.filter((each) => each.done)
  if (done.length !== expected.segments)
    throw new Error(`${done.length} of ${expected.segments} segments of rebuild ${id} are done: nothing was switched`)
  const filled = all.reduce(plus, nothingFilled)
  const wanted = filled.tickets * expected.models
  if (filled.rows > wanted || filled.rows + filled.poisoned < wanted)
    throw new Error(`Rebuild ${id} has ${filled.rows} rows where ${wanted} belong: nothing was switched`)
  return filled
}

/** Makes the new revisions live, all at once, if they are complete. A second call changes nothing. */
export const switchRevisions =
  (parts: RebuildParts) =>
  async (raw: unknown): Promise<{ phase: string }> => {
    const turn = parse(Step, raw)
    const { revisions, rebuild } = await owned(parts, turn)
    if (rebuild.phase !== "filling") return { phase: rebuild.phase }
    const filled = await verified(parts, turn.id, { segments: rebuild.segments, models: rebuild.models.length })
    const next = switched(revisions, rebuild, new Date().toISOString())
    await parts.revisions.replace(next)
    log.info("switched", { id: turn.id, ...filled })
    return { phase: "retiring" }
  }

export const handler = switchRevisions(rebuildParts)
