import { createHash } from "node:crypto"
import { comparable } from "#core/address"
import { CustomerId } from "#schemas/id"

/**
 * The customer behind an e-mail address: "cus_" and the first 24 hexadecimal digits of SHA-256 of the address as it is
 * compared, so that one person is one customer on every channel.
 */
export const customerIdOf = (email: string): CustomerId => {
  const digest = createHash("sha256").update(comparable(email)).digest("hex")
  return CustomerId.parse(`cus_${digest.slice(0, 24)}`)
}
