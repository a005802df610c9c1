import * as z from "zod"
import { api } from "#functions/http/api"
import { route as described, noInput, signedIn } from "#functions/http/route"
import { Actor } from "#schemas/actor"

/** GET /api/me: who the token says the caller is. */
export const route = described({
  summary: "Who the caller is",
  for: signedIn,
  path: noInput,
  query: noInput,
  answer: { name: "Me", shape: Actor.extend({ email: z.string().optional(), customerId: z.string().optional() }) },
})

export const handler = api(route, async ({ caller }) => ({
  body: { ...caller, ...(caller.role === "customer" && { customerId: caller.id }) },
}))
