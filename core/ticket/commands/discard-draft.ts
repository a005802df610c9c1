import { staff } from "#core/engine/access"
import { isDrafted } from "#core/ticket/offerable"
import { existing, workable } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { waitingDraft } from "#core/ticket/waiting-draft"
import { commands } from "#schemas/ticket/commands"

/** Discarding the same draft again changes nothing. A draft that was sent cannot be discarded. */
export const discardDraft = ticketCommand({
  shape: commands["discard-draft"],
  rights: staff,
  offered: isDrafted,
  decide: (state, { draftId, reason }) => {
    const { draft } = existing(state)
    if (draft?.id === draftId && draft.state === "discarded") return []
    waitingDraft(workable(state), draftId)
    return [{ type: "DraftDiscarded", data: { draftId, ...(reason && { reason }) } }]
  },
})
