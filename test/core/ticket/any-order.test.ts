import { expect, test } from "vitest"
import type { Status } from "#schemas/ticket/words"
import { always } from "#test/core/laws/tale"
import { ticketTale } from "#test/core/laws/tickets"

const next: Record<Status | "none", readonly (Status | "none")[]> = {
  none: ["none", "new"],
  new: ["new", "open", "pending", "on-hold", "resolved", "closed"],
  open: ["open", "pending", "on-hold", "resolved", "closed"],
  pending: ["pending", "on-hold", "open", "resolved", "closed"],
  "on-hold": ["on-hold", "pending", "open", "resolved", "closed"],
  resolved: ["resolved", "open", "closed"],
  closed: ["closed"],
}

test("a ticket only ever moves along its life cycle, and from closed nowhere", () => {
  expect.hasAssertions()
  always(ticketTale, ({ before, after }) => expect(next[before.status]).toContain(after.status))
})

test("nothing but notes and notifications follows the end", () => {
  const after = new Set(["NoteAdded", "NotificationSent"])
  expect.hasAssertions()
  always(ticketTale, (step) => {
    if (step.before.status !== "closed") return
    for (const { type } of step.facts ?? []) expect(after).toContain(type)
  })
})
