import type { ExistingTicket } from "#core/ticket/state"
import type { Triaged } from "#core/triage/alone"

/** What triage judges: the problem in the customer's words, and the first name to answer to. */
export const triaged = ({ submitted }: ExistingTicket): Triaged => {
  const { product, issueType, subject, description, priority, customer } = submitted
  return { product, issueType, subject, description, priority, firstName: customer.firstName }
}

/** The text whose mood is judged. */
export const spoken = ({ submitted }: ExistingTicket): string => `${submitted.subject}\n${submitted.description}`
