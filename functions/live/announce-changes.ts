import type { DynamoDBBatchResponse } from "aws-lambda"
import * as z from "zod"
import { concurrently } from "#functions/lib/concurrently"
import { failure, log } from "#functions/lib/log"
import { type Connection, type Connections, connections } from "#functions/live/connections"
import { type Live, live } from "#functions/live/far-ends"
import { ticketPage } from "#projections/ticket-page"

/** Connections that are written to at the same time. */
const atOnce = 20

/**
 * The attributes of a ticket page's row, as DynamoDB's JSON writes them. Rows of other read models do not fit, nor those
 * that a rebuild wrote: nothing happened to their tickets.
 */
const PageImage = z.object({
  __edb_e__: z.object({ S: z.literal(ticketPage.name) }),
  ticketId: z.object({ S: z.string() }),
  version: z.object({ N: z.coerce.number().int() }),
  customerId: z.object({ S: z.string() }),
  rebuilt: z.undefined().optional(),
})

const Event = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ NewImage: z.unknown().optional() }).optional() })),
})

type Change = { ticketId: string; version: number; customerId: string }

const changeIn = (image: unknown): Change[] => {
  const { data } = PageImage.safeParse(image)
  return data ? [{ ticketId: data.ticketId.S, version: data.version.N, customerId: data.customerId.S }] : []
}

/** One change per ticket: a listener that loads the newest version has seen the others. */
const newest = (changes: readonly Change[]): Change[] => {
  const byTicket = new Map<string, Change>()
  for (const change of changes) {
    const before = byTicket.get(change.ticketId)
    if (!before || before.version < change.version) byTicket.set(change.ticketId, change)
  }
  return [...byTicket.values()]
}

const maySee = ({ role, customerId }: Connection, change: Change): boolean =>
  role === "agent" || role === "admin" || (role === "customer" && customerId === change.customerId)

type Ends = { listeners: Connections; far: Live }

const tell = async ({ listeners, far }: Ends, { connectionId }: Connection, changes: readonly Change[]) => {
  for (const { ticketId, version } of changes) {
    const heard = await far.post(connectionId, { type: "changed", ticketId, version })
    if (!heard) return listeners.remove(connectionId)
  }
}

/** A sign-in that ended hears nothing more. Its client, closed, comes back with a fresh token if it has one. */
const leave = async ({ listeners, far }: Ends, { connectionId }: Connection) => {
  await far.drop(connectionId)
  await listeners.remove(connectionId)
}

const serve = async (ends: Ends, connection: Connection, changes: readonly Change[]) => {
  try {
    if (connection.signedInUntil <= Date.now() / 1000) return await leave(ends, connection)
    return await tell(
      ends,
      connection,
      changes.filter((change) => maySee(connection, change)),
    )
  } catch (error) {
    // One that cannot be reached must not keep the news from the others.
    return log.warn("not announced", { connectionId: connection.connectionId, ...failure(error) })
  }
}

/**
 * The views table's stream → `{ type: "changed", ticketId, version }` to everybody who may see the ticket: agents and
 * admins all, customers their own. At most once: a listener that missed it sees the change when it reads again.
 */
export const announceChanges =
  (listeners: Connections, far: Live) =>
  async (event: unknown): Promise<DynamoDBBatchResponse> => {
    const changes = newest(Event.parse(event).Records.flatMap(({ dynamodb }) => changeIn(dynamodb?.NewImage)))
    const everybody = changes.length > 0 ? await listeners.all() : []
    await concurrently(atOnce, everybody, async (connection) => {
      await serve({ listeners, far }, connection, changes)
    })
    return { batchItemFailures: [] }
  }

export const handler = announceChanges(connections, live)
