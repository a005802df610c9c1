import * as z from "zod"
import { placeOf } from "#projections/inbox/indexes"
import { TicketId } from "#schemas/id"

/** A place in a ticket list: every list is in the order of these two, whatever it is filtered by. */
const Position = z.object({ submittedAt: z.iso.datetime(), ticketId: TicketId })

/** A cursor that no list gave out. */
export class WrongCursor extends Error {
  override readonly name = "WrongCursor"
}

/**
 * A place as the opaque text that clients send back. It says nothing about the list's filters, so a cursor leads into no
 * list but the caller's own, and stays true when the ticket that it names is changed or moved.
 */
export const toCursor = (place: string): string => Buffer.from(place).toString("base64url")

/** The place that a cursor stands for. Throws WrongCursor. */
export const placeIn = (cursor: string): string => {
  const [submittedAt, ticketId] = Buffer.from(cursor, "base64url").toString().split("/")
  const { data } = Position.safeParse({ submittedAt, ticketId })
  if (data && toCursor(placeOf(data.submittedAt, data.ticketId)) === cursor)
    return placeOf(data.submittedAt, data.ticketId)
  throw new WrongCursor("is not a cursor of this list: start again without it")
}
