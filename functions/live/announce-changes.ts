import type { DynamoDBBatchResponse } from "aws-lambda"
import * as z from "zod"
import { concurrently } from "#functions/lib/concurrently"
import { failure, log } from "#functions/lib/log"
import { type Connection, type Connections, connections } from "#functions/live/connections"
import { type Live, live } from "#functions/live/far-ends"
import { viewImage } from "#functions/views/view-item"
import { ticketInbox } from "#projections/ticket-inbox"
import type { Role } from "#schemas/actor"
import type { Change } from "#schemas/ticket/views/change"
import type { InboxItem } from "#schemas/ticket/views/inbox-row"

/** Connections that are written to at the same time. */
const atOnce = 20

const Event = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ NewImage: z.unknown().optional() }).optional() })),
})

/** Rows of other read models are no news, nor are those that a rebuild wrote: nothing happened to their tickets. */
const changeIn = (image: unknown): InboxItem[] => {
  const written = viewImage(ticketInbox, image)
  return written?.row && !written.rebuilt ? [{ ...written.row, version: written.version }] : []
}

/** One change per ticket: a listener that hears of the newest version needs no others. */
const newest = (changes: readonly InboxItem[]): InboxItem[] => {
  const byTicket = new Map<string, InboxItem>()
  for (const change of changes) {
    const before = byTicket.get(change.ticketId)
    if (!before || before.version < change.version) byTicket.set(change.ticketId, change)
  }
  return [...byTicket.values()]
}

type Heard = (connection: Connection, row: InboxItem) => Change[]

const bare = ({ ticketId, version }: InboxItem): Change => ({ type: "changed", ticketId, version })
const whole: Heard = (_, row) => [{ ...bare(row), row }]
const nothing: Heard = () => []

/** What each role hears of a change: who works at the desk the whole row, customers that their own ticket changed. */
const heard: Record<Role, Heard> = {
  agent: whole,
  admin: whole,
  customer: ({ customerId }, row) => (customerId === row.customer.id ? [bare(row)] : []),
  integration: nothing,
  system: nothing,
}

type Ends = { listeners: Connections; far: Live }

const tell = async ({ listeners, far }: Ends, { connectionId }: Connection, frames: readonly Change[]) => {
  for (const frame of frames) {
    const arrived = await far.post(connectionId, frame)
    if (!arrived) return listeners.remove(connectionId)
  }
}

/** A sign-in that ended hears nothing more. Its client, closed, comes back with a fresh token if it has one. */
const leave = async ({ listeners, far }: Ends, { connectionId }: Connection) => {
  await far.drop(connectionId)
  await listeners.remove(connectionId)
}

const serve = async (ends: Ends, connection: Connection, changes: readonly InboxItem[]) => {
  try {
    if (connection.signedInUntil <= Date.now() / 1000) return await leave(ends, connection)
    return await tell(
      ends,
      connection,
      changes.flatMap((row) => heard[connection.role](connection, row)),
    )
  } catch (error) {
    // One that cannot be reached must not keep the news from the others.
    return log.warn("not announced", { connectionId: connection.connectionId, ...failure(error) })
  }
}

/**
 * The views table's stream → `{ type: "changed", ticketId, version, row? }` to everybody who may see the ticket: agents and
 * admins all, with the inbox's row; customers their own, without. At most once: a listener that missed it sees the change
 * when it reads again.
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
