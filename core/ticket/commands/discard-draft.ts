import type { Decide } from "#core/engine/decider"
import { existing, workable } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import { waitingDraft } from "#core/ticket/waiting-draft"
import type { InputOf } from "#schemas/ticket/commands"

/** Discarding the same draft again changes nothing. A draft that was sent cannot be discarded. */
export const discardDraft: Decide<Ticket, InputOf<"discard-draft">> = (state, { draftId, reason }) => {
  const { draft } = existing(state)
  if (draft?.id === draftId && draft.state === "discarded") return []
  waitingDraft(workable(state), draftId)
  return [{ type: "DraftDiscarded", data: { draftId, ...(reason && { reason }) } }]
}
