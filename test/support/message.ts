import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

/** What an integrator sends. */
export const message = (ticketId: string, changes: Partial<TicketSubmittedMessage["data"]> = {}) => ({
  eventName: "TicketSubmitted",
  ticketId,
  submittedAt: "2026-01-02T04:04:05+01:00",
  data: {
    customer: { firstName: "Cora", lastName: "Customer", email: "Cora@Example.com" },
    product: "Router X2",
    issueType: "Connection",
    subject: "No connection",
    description: "Since this morning the router does not connect.",
    priority: "HIGH",
    ...changes,
  },
})
