import * as z from "zod"
import { Rejected } from "#core/engine/rejected"
import { type Caller, callerOf } from "#functions/http/caller"
import { type VerifyToken, verifyToken } from "#functions/http/id-token"
import { log } from "#functions/lib/log"
import { type Connection, type Connections, connections } from "#functions/live/connections"
import { CustomerId } from "#schemas/id"

/** API Gateway closes every WebSocket after two hours. In seconds, with a little to spare. */
const longest = 2 * 3600 + 300

const Event = z.object({
  requestContext: z.object({ connectionId: z.string().min(1) }),
  queryStringParameters: z.object({ token: z.string() }).partial().nullish(),
})

const Expiry = z.object({ exp: z.number() })

const callerOrNobody = (claims: unknown): Caller | undefined => {
  try {
    return callerOf(claims)
  } catch (error) {
    if (error instanceof Rejected) return undefined
    throw error
  }
}

const connectionOf = (connectionId: string, { role, id }: Caller, claims: unknown): Connection => ({
  connectionId,
  role,
  ...(role === "customer" && { customerId: CustomerId.parse(id) }),
  signedInUntil: Expiry.parse(claims).exp,
  expiresAt: Math.floor(Date.now() / 1000) + longest,
})

/**
 * `$connect` of the live WebSocket: `?token=` is the ID token, for browsers cannot send headers with a WebSocket.
 * Answers 200, or 401 where nobody is signed in.
 */
export const connectLive =
  (listeners: Connections, verify: VerifyToken) =>
  async (event: unknown): Promise<{ statusCode: number }> => {
    const { requestContext, queryStringParameters } = Event.parse(event)
    const { connectionId } = requestContext
    const token = queryStringParameters?.token
    const claims = token ? await verify(token) : undefined
    const caller = claims && callerOrNobody(claims)
    if (!caller) return { statusCode: 401 }
    await listeners.add(connectionOf(connectionId, caller, claims))
    log.info("connected", { connectionId, role: caller.role })
    return { statusCode: 200 }
  }

export const handler = connectLive(connections, verifyToken)
