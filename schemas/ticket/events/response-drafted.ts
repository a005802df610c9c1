import * as z from "zod"
import { text } from "#schemas/text"
import { Engine } from "#schemas/ticket/words"

/** A reply was written for an agent to approve, edit or discard. Its event id is the draft's id. */
export const ResponseDrafted = z.object({
  text: text(5_000),
  engine: Engine,
  model: z.string().max(200).optional(),
})
