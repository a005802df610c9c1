import type { Status } from "#schemas/ticket/words"

/** Whether a ticket in this status is still work for somebody. */
export const isActive: Record<Status, boolean> = {
  new: true,
  open: true,
  pending: true,
  "on-hold": true,
  resolved: false,
  closed: false,
}
