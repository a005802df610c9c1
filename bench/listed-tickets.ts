import { AgentId, CustomerId, TicketId } from "../schemas/id.ts"
import type { InboxRow } from "../schemas/ticket/views/inbox-row.ts"
import { Priority } from "../schemas/ticket/words.ts"

/** The last moment of the desk, and the minutes between a ticket and the next: a hundred thousand are two years. */
export const now = Date.UTC(2026, 10, 22, 12)
const pace = 10
const minute = 60_000

const teams = ["Escalations", "General Support", "Customer Success", "Billing", undefined]

const pick = <T>(of: readonly T[], n: number): T | undefined => of[n % of.length]

const at = (minutes: number): string => new Date(now - minutes * minute).toISOString()

const customerId = (n: number): CustomerId => CustomerId.parse(`cus_${n.toString(16).padStart(24, "0")}`)

type Part = { status: InboxRow["status"]; minutes: number; updated: number; customer: number }

const row = (ticketId: string, n: number, { status, minutes, updated, customer }: Part): InboxRow => {
  const [team, priority] = [pick(teams, n), pick(Priority.options, n)]
  const assignee = n % 4 === 0 ? undefined : { id: AgentId.parse(`agt-${n % 20}`), name: `Agent ${n % 20}` }
  return {
    ticketId: TicketId.parse(ticketId),
    subject: `The invoice ${n} was charged twice`,
    status,
    product: "Ledger Cloud Pro",
    issueType: "Billing",
    ...(priority && { priority, priorityBy: "triage" }),
    category: "billing",
    ...(team && { team, teamBy: "rules" }),
    ...(assignee && { assignee }),
    escalated: false,
    submittedAt: at(minutes),
    updatedAt: at(updated),
    customer: { id: customerId(customer), name: `Customer ${customer}` },
    sentiment: "NEGATIVE",
    draftWaiting: false,
    lastMessageAt: at(updated),
    lastMessageBy: "agent",
    preview: `We looked at your invoice ${n} and have refunded the second of the two payments. It takes up to five working days`,
  }
}

const statuses = ["new", "open", "pending", "on-hold"] as const

/** Active tickets of so many customers, ten each; every one changed a few minutes after the one before. */
export const activeTickets = (count: number): InboxRow[] =>
  Array.from({ length: count }, (_, n) =>
    row(`TKT-ACTIVE${n}`, n, { status: statuses[n % 4] ?? "open", minutes: n * pace, updated: n, customer: n % 100 }),
  )

/** Settled ones at the same pace: an older desk has more of them, of customers who came before. One in ten is not closed. */
export const settledTickets = (count: number): InboxRow[] =>
  Array.from({ length: count }, (_, n) => {
    const minutes = n * pace + pace / 2
    const status = n % 10 === 0 ? "resolved" : "closed"
    const customer = (n % 100) + 100 * Math.floor(n / 1_000)
    return row(`TKT-SETTLED${n}`, n, { status, minutes, updated: Math.max(0, minutes - 1_440), customer })
  })
