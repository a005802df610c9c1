import * as z from "zod"
import { carried } from "#schemas/text"
import { Category, Engine, Priority } from "#schemas/ticket/words"

/** Triage judged how urgent the ticket is and what it is about, and says why. */
export const TicketClassified = z.object({
  priority: Priority,
  reasoning: z.string().overwrite(carried).min(1).max(5_000),
  category: Category,
  engine: Engine,
  /** The model's id, where a model judged. */
  model: z.string().max(200).optional(),
})
