import { createHash } from "node:crypto"
import { TicketId } from "#schemas/id"

/** Crockford's alphabet: no I, L, O or U, so that an id can be read out on the telephone. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** The id of the ticket that a submission makes: 80 bits of its commit id's hash, so a repeated submission is one ticket. */
export const ticketIdFor = (commitId: string): TicketId => {
  const digest = createHash("sha256").update(commitId).digest()
  const letters = Array.from(digest.subarray(0, 16), (byte) => alphabet[byte % 32])
  return TicketId.parse(`TKT-${letters.join("")}`)
}
