import * as z from "zod"
import { TicketId } from "#schemas/id"

/** A place in a ticket list: every list is in the order of these two, whatever it is filtered by. */
const Position = z.object({ submittedAt: z.iso.datetime(), ticketId: TicketId })
export type Position = z.infer<typeof Position>

/** A cursor that no list gave out. */
export class WrongCursor extends Error {
  override readonly name = "WrongCursor"
}

/**
 * The place as the opaque text that clients send back. It says nothing about the list's filters, so a cursor leads into
 * no list but the caller's own, and stays true when the ticket that it names is changed or moved.
 */
export const toCursor = ({ submittedAt, ticketId }: Position): string =>
  Buffer.from(`${submittedAt}/${ticketId}`).toString("base64url")

/** Throws WrongCursor. */
export const fromCursor = (cursor: string): Position => {
  const [submittedAt, ticketId] = Buffer.from(cursor, "base64url").toString().split("/")
  const { data } = Position.safeParse({ submittedAt, ticketId })
  if (data && toCursor(data) === cursor) return data
  throw new WrongCursor("is not a cursor of this list: start again without it")
}

/** The place that ElectroDB's own cursor stands for. */
export const positionOf = (composite: unknown): Position => Position.parse(composite)
