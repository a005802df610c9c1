import * as z from "zod"

/** What kind of thing a stream is about: one per aggregate, such as `ticket`. */
export const Category = z.string().regex(/^[a-z]+(-[a-z]+)*$/, "must be lower-case words joined by hyphens")

/** The name of an event stream: a thing of a category, by its public id. */
export const Stream = z.object({ category: Category, id: z.string().min(1).max(128) })
export type Stream = z.infer<typeof Stream>

/** A stream in one word, for logs and messages: `ticket/TKT-1`. */
export const named = ({ category, id }: Stream): string => `${category}/${id}`

export const isSame = (one: Stream, other: Stream): boolean => one.category === other.category && one.id === other.id
