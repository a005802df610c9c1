import { refuse } from "#core/ticket/refuse"
import type { ExistingTicket } from "#core/ticket/state"

/** The draft by this id, where it still waits for an agent. Throws Rejected draft-not-found, and says what became of it. */
export const waitingDraft = ({ id, draft }: ExistingTicket, draftId: string): NonNullable<ExistingTicket["draft"]> => {
  if (draft?.id !== draftId) throw refuse("draft-not-found", `${id} has no draft ${draftId}: reload the ticket`)
  if (draft.state === "waiting") return draft
  throw refuse("draft-not-found", `Draft ${draftId} was already ${draft.state}: write a reply instead`)
}
