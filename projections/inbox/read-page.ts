import type { InboxRow } from "#schemas/ticket/views/inbox-row"

/** A place in the order of an index. */
export type Place = { sort: string; id: string }

/** A row of the inbox and its place in the index that it was found by. */
export type Found = { id: string; version: number; row: InboxRow; sort: string }

export type Asked = {
  index: "list" | "keys1" | "keys2" | "keys3" | "keys4"
  partition: string
  after?: Place
  limit: number
  descending?: boolean
}

/** Rows of one partition of one index, in order, from behind a place on; `next` is the last place where more may follow. */
export type ReadPage = (asked: Asked) => Promise<{ rows: readonly Found[]; next?: Place }>
