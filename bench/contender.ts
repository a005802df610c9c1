import type { DynamoDB } from "@aws-sdk/client-dynamodb"

/** One store, opened on a table. Streams are named by ticket ids. */
export type Store = {
  /** As a command does: loads the stream, folds it, decides `count` events on it and appends them as one. */
  command: (stream: string, count: number) => Promise<void>
  /** Loads and folds the stream as a command does, with a consistent read; answers its version. */
  load: (stream: string) => Promise<number>
  /** Writes a snapshot beside the stream, where the store does that off the hot path. */
  snapshot?: (stream: string) => Promise<void>
}

export type Contender = {
  name: string
  /** The names of the table's partition and sort key; the first is text, the second a number. */
  keys: [string, string]
  /** The errors that tell a caller of `command` that others were first, by name. */
  conflicts: readonly string[]
  open: (client: DynamoDB, table: string) => Store
}
