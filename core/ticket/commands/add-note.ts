import { staff } from "#core/engine/access"
import { always } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Notes may be added for ever, to closed tickets too. */
export const addNote = ticketCommand({
  shape: commands["add-note"],
  rights: staff,
  offered: always,
  decide: (state, { text }) => {
    existing(state)
    return [{ type: "NoteAdded", data: { text } }]
  },
})
