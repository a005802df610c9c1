import { draftAfter, timelineEntry } from "#core/ticket/life"
import { previewOf } from "#projections/inbox/preview"
import type { TicketEvent } from "#schemas/ticket/events"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"

/** What a row says about the messages and the draft. */
export type Conversation = Pick<
  InboxRow,
  "draftWaiting" | "draft" | "lastMessageAt" | "lastMessageBy" | "waitingSince" | "preview"
>

/** Who speaks in a row of the conversation that both sides see. */
const speakers: Record<TimelineEntry["kind"], InboxRow["lastMessageBy"] | undefined> = {
  customer: "customer",
  agent: "agent",
  note: undefined,
  system: undefined,
}

const drafting = (row: Conversation, event: TicketEvent): Conversation => {
  const after = draftAfter(event)
  if (after === undefined) return row
  const { draft: _, ...rest } = row
  return after === "written" ? { ...rest, draftWaiting: true, draft: "waiting" } : { ...rest, draftWaiting: false }
}

/** A draft that waits was written before this message. */
const hearing = ({ waitingSince, ...row }: Conversation, event: TicketEvent): Conversation => {
  const told = timelineEntry(event)
  const by = told && speakers[told.kind]
  if (!told || !by) return { ...row, ...(waitingSince && { waitingSince }) }
  return {
    ...row,
    ...(row.draft && { draft: "older" as const }),
    lastMessageAt: told.at,
    lastMessageBy: by,
    ...(by === "customer" && { waitingSince: waitingSince ?? told.at }),
    preview: previewOf(told.text),
  }
}

/** The description is the customer's first message, and they wait since they asked. */
export const asked = ({ data: { description, submittedAt } }: TicketEvent<"TicketSubmitted">): Conversation => ({
  draftWaiting: false,
  lastMessageAt: submittedAt,
  lastMessageBy: "customer",
  waitingSince: submittedAt,
  preview: previewOf(description),
})

/** A row whose conversation has gone on by an event. */
export const conversing = <Row extends Conversation>(row: Row, event: TicketEvent) => {
  const { draft: _, waitingSince: __, ...rest } = row
  return { ...rest, ...hearing(drafting(row, event), event) }
}
