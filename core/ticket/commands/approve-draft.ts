import { staff } from "#core/engine/access"
import { isDrafted } from "#core/ticket/offerable"
import { existing, workable } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { waitingDraft } from "#core/ticket/waiting-draft"
import { commands } from "#schemas/ticket/commands"

/** Sends the waiting draft, as it is or edited: the approval and the reply are one commit, so never one without the other. */
export const approveDraft = ticketCommand({
  shape: commands["approve-draft"],
  rights: staff,
  offered: isDrafted,
  decide: (state, { draftId, text }) => {
    const { draft } = existing(state)
    if (draft?.id === draftId && draft.state === "approved") return []
    const waiting = waitingDraft(workable(state), draftId)
    const reply = text ?? waiting.text
    return [
      { type: "DraftApproved", data: { draftId, edited: reply !== waiting.text } },
      { type: "ReplyPosted", data: { text: reply, from: "agent", draftId } },
    ]
  },
})
