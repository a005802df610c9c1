import type { Decide } from "#core/engine/decider"
import { existing, workable } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import { waitingDraft } from "#core/ticket/waiting-draft"
import type { InputOf } from "#schemas/ticket/commands"

/** Sends the waiting draft, as it is or edited: the approval and the reply are one commit, so never one without the other. */
export const approveDraft: Decide<Ticket, InputOf<"approve-draft">> = (state, { draftId, text }) => {
  const { draft } = existing(state)
  if (draft?.id === draftId && draft.state === "approved") return []
  const waiting = waitingDraft(workable(state), draftId)
  const reply = text ?? waiting.text
  return [
    { type: "DraftApproved", data: { draftId, edited: reply !== waiting.text } },
    { type: "ReplyPosted", data: { text: reply, from: "agent", draftId } },
  ]
}
