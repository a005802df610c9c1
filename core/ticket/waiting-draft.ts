import { Rejected } from "#core/engine/rejected"
import type { LiveTicket } from "#core/ticket/state"

/** The draft by this id, where it still waits for an agent. Throws Rejected draft-not-found, and says what became of it. */
export const waitingDraft = ({ id, draft }: LiveTicket, draftId: string): NonNullable<LiveTicket["draft"]> => {
  if (draft?.id !== draftId) throw new Rejected("draft-not-found", `${id} has no draft ${draftId}: reload the ticket`)
  if (draft.state === "waiting") return draft
  throw new Rejected("draft-not-found", `Draft ${draftId} was already ${draft.state}: write a reply instead`)
}
