import { api } from "#functions/http/api"

/** GET /api/me: who the token says the caller is. */
export const handler = api(async ({ caller }) => ({
  body: { ...caller, ...(caller.role === "customer" && { customerId: caller.id }) },
}))
