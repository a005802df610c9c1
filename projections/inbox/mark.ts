import * as z from "zod"
import { toCursor, WrongCursor } from "#projections/inbox/position"

/** A place among the changes: a day, a minute of it, or a ticket's entry in that minute. All behind it is not yet read. */
const Since = z.string().regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(\/TKT-[\w-]+)?)?$/)

/** Where to go on among all active rows, or among changes; and what was known to be read when the reading began. */
const Mark = z.union([
  z.object({ kind: z.literal("active"), begun: Since, place: z.string() }),
  z.object({ kind: z.literal("changes"), begun: Since, place: Since }),
])
export type Mark = z.infer<typeof Mark>

/** The mark as the opaque text that clients send back. */
export const fromMark = ({ kind, begun, place }: Mark): string => toCursor([kind, begun, place].join(" "))

/** Throws WrongCursor, also where it is of another kind than asked for. */
export const toMark = (text: string, asked?: Mark["kind"]): Mark => {
  const [kind, begun, place] = Buffer.from(text, "base64url").toString().split(" ")
  const { data } = Mark.safeParse({ kind, begun, place })
  if (data && fromMark(data) === text && (asked ?? data.kind) === data.kind) return data
  throw new WrongCursor("is not what the inbox gave out: start again without it")
}
