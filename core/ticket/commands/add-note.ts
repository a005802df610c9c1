import type { Decide } from "#core/engine/decider"
import { existing } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** Notes may be added for ever, to closed tickets too. */
export const addNote: Decide<Ticket, InputOf<"add-note">> = (state, { text }) => {
  existing(state)
  return [{ type: "NoteAdded", data: { text } }]
}
