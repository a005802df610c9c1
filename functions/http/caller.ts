import * as z from "zod"
import { notAllowed } from "#core/engine/rejected"
import { customerIdOf } from "#functions/lib/customer-id"
import type { Actor, Role } from "#schemas/actor"
import { groups } from "#schemas/groups"

/** Who calls: an actor, with the e-mail address where the token holds one. Store the actor's own fields only. */
export type Caller = Actor & { email?: string }

/** API Gateway gives a list as "[agent admin]"; the token itself holds a real list. */
const Groups = z
  .union([z.array(z.string()), z.string().transform((text) => text.replace(/^\[|\]$/g, "").split(/[\s,]+/))])
  .default([])

/** API Gateway gives a boolean as text. */
const Flag = z.union([z.boolean(), z.string().transform((text) => text === "true")]).default(false)

const Claims = z.object({
  sub: z.string().min(1).max(128),
  name: z.string().optional(),
  email: z.string().optional(),
  email_verified: Flag,
  "cognito:groups": Groups,
})
type Claims = z.infer<typeof Claims>

/** A person in several groups acts with the highest; a person in none is a customer. */
const roleOf = (own: readonly string[]): Role => groups.find((role) => own.includes(role)) ?? "customer"

/** Whoever proves an address is that customer, so an address that was never proven must not count. */
const customerOf = ({ email, email_verified }: Claims): string => {
  if (!email) throw notAllowed("The token has no e-mail address: call with the ID token")
  if (!email_verified) throw notAllowed("Confirm your e-mail address first, then sign in again")
  return customerIdOf(email)
}

/**
 * The caller behind the claims of an ID token, as API Gateway's JWT authorizer gives them (every claim is text) or as
 * they stand in the token. Customers are known by their verified e-mail address, everybody else by `sub`.
 * Throws Rejected `not-allowed` for a customer without a verified address, ZodError for claims without `sub`.
 */
export const callerOf = (claims: unknown): Caller => {
  const parsed = Claims.parse(claims)
  const role = roleOf(parsed["cognito:groups"])
  const id = role === "customer" ? customerOf(parsed) : parsed.sub
  const name = Array.from(parsed.name ?? "")
    .slice(0, 120)
    .join("")
  return { role, id, ...(name && { name }), ...(parsed.email && { email: parsed.email }) }
}
