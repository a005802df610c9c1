import type { LiveTicket } from "#core/ticket/state"
import type { Role } from "#schemas/actor"
import type { CustomerId } from "#schemas/id"
import type { CommandName } from "#schemas/ticket/commands"
import type { Status } from "#schemas/ticket/words"

/** What decides which commands are offered. A ticket's page is one: `draft` is there only while it waits. */
export type Standing = {
  status: Status
  customer: { id: CustomerId }
  escalated: boolean
  assignee?: unknown
  draft?: unknown
}

/** The same of a folded ticket. */
export const standing = ({ status, submitted, escalated, assignee, draft }: LiveTicket): Standing => ({
  status,
  customer: submitted.customer,
  escalated,
  assignee,
  ...(draft?.state === "waiting" && { draft }),
})

type Test = (ticket: Standing, role: Role) => boolean

const always: Test = () => true
const never: Test = () => false
const paused: Test = ({ status }) => status === "pending" || status === "on-hold"
const resolved: Test = ({ status }) => status === "resolved"
const notClosed: Test = ({ status }) => status !== "closed"
const working: Test = ({ status }) => status !== "closed" && status !== "resolved"
const drafted: Test = ({ status, draft }) => status !== "closed" && draft !== undefined

/** When a command can change something. A test holds each line against the command's rule. */
export const offers: Record<CommandName, Test> = {
  "submit-ticket": never,
  "record-sentiment": notClosed,
  "classify-ticket": notClosed,
  "draft-response": notClosed,
  "approve-draft": drafted,
  "discard-draft": drafted,
  "route-ticket": notClosed,
  "assign-ticket": notClosed,
  "unassign-ticket": ({ status, assignee }) => status !== "closed" && assignee !== undefined,
  "change-priority": notClosed,
  "post-reply": notClosed,
  "add-note": always,
  "pause-ticket": working,
  "resume-ticket": paused,
  "resolve-ticket": working,
  "close-ticket": ({ status }, role) => status === "resolved" || (status !== "closed" && role === "admin"),
  "reopen-ticket": resolved,
  "escalate-ticket": (ticket, role) => working(ticket, role) && !ticket.escalated,
  "record-notification": always,
}
