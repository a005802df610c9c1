import { isActive } from "#core/ticket/is-active"
import type { ExistingTicket } from "#core/ticket/state"
import type { Status } from "#schemas/ticket/words"

/** What decides which commands are offered. A ticket's page is one: `draft` is there only while it waits. */
export type Offerable = {
  status: Status
  customer: { id: string }
  escalated: boolean
  snoozedUntil?: string | undefined
  assignee?: unknown
  draft?: unknown
}

/** The same of a folded ticket. */
export const offerable = ({
  status,
  submitted,
  escalated,
  snoozedUntil,
  assignee,
  draft,
}: ExistingTicket): Offerable => ({
  status,
  customer: submitted.customer,
  escalated,
  snoozedUntil,
  assignee,
  ...(draft?.state === "waiting" && { draft }),
})

type Asked = Pick<Offerable, "status">

export const always = () => true
export const never = () => false
export const notClosed = ({ status }: Asked): boolean => status !== "closed"
export const isResolved = ({ status }: Asked): boolean => status === "resolved"
export const isPaused = ({ status }: Asked): boolean => status === "pending" || status === "on-hold"
export const isSnoozed = ({ snoozedUntil }: Offerable): boolean => snoozedUntil !== undefined
/** Somebody still works on it. */
export const isWorkedOn = ({ status }: Asked): boolean => isActive[status]
export const isDrafted = ({ status, draft }: Offerable): boolean => status !== "closed" && draft !== undefined
