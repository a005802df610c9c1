import * as z from "zod"
import { Role } from "#schemas/actor"
import { id, integer, optional, timestamp, word } from "#schemas/columns"

/** Three bytes for each of the 200 characters that an id may have, and its place in the commit. */
const idBytes = 640

/** An event, flat: a row of the warehouse's `ticket_events`, in the order of its columns. `data` is JSON text. */
export const EventRow = z.object({
  event_id: id(idBytes),
  ticket_id: id(50),
  version: integer(),
  type: id(64),
  at: timestamp(),
  actor_role: word(Role),
  actor_id: id(idBytes),
  correlation_id: id(idBytes),
  causation_id: optional(id(idBytes)),
  data: id(65_535),
})
