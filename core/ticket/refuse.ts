import { type RejectionKind, refusing } from "#core/engine/rejected"

/** Everything that a rule of tickets may say no with, by its code. */
export const refusals = {
  "ticket-not-found": "not-found",
  "ticket-exists": "conflict",
  "ticket-closed": "conflict",
  "ticket-not-resolved": "conflict",
  "ticket-not-paused": "conflict",
  "ticket-already-resolved": "conflict",
  "draft-not-found": "conflict",
  "snooze-is-over": "conflict",
  "snooze-too-long": "conflict",
} as const satisfies Record<string, RejectionKind>

/** A rule's refusal, to be thrown. */
export const refuse = refusing(refusals)
