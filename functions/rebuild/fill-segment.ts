import type { Context } from "aws-lambda"
import * as z from "zod"
import { parse } from "#core/invalid"
import { measured } from "#functions/lib/metrics"
import { fillSegment } from "#functions/rebuild/fill"
import { nearlyOver, rebuildParts } from "#functions/rebuild/parts"

const Step = z.object({ id: z.string(), owner: z.string(), segment: z.int().min(0) })

/** One time slice of one segment. The state machine calls again until it is done. */
export const handler = (raw: unknown, context: Context): Promise<{ done: boolean }> =>
  measured(async (turn: z.infer<typeof Step>) => {
    const { done } = await fillSegment(rebuildParts, turn, nearlyOver(context))
    return { done }
  })(parse(Step, raw))
