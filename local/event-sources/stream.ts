/** One change or message of a stream, with the envelope in which Lambda hands it to a function. */
export type StreamRecord = {
  sequenceNumber: string
  /** Records of one key are handled in their order. */
  key: string
  /** Epoch milliseconds. */
  arrivedAt: number
  envelope: unknown
}

/** `parents` must be read to their end before it. */
export type Shard = { id: string; parents: readonly string[] }

export type Position = { from: "start" } | { from: "at" | "after"; sequenceNumber: string }

/** A place in a shard, as the endpoint remembers it for some minutes. */
export type Cursor = { shardId: string; iterator: string }

/** No `next` means that the shard has ended. */
export type Page = { records: StreamRecord[]; next: Cursor | undefined }

/** What a Kinesis stream and a table's stream have in common for a reader. */
export type Stream = {
  arn: string
  /** The name under which Lambda's on-failure record describes a batch. */
  batchInfo: "KinesisBatchInfo" | "DDBStreamBatchInfo"
  shards: () => Promise<Shard[]>
  open: (shardId: string, position: Position) => Promise<Cursor>
  read: (cursor: Cursor, limit: number) => Promise<Page>
}

/** The AWS exception's name, or "" for anything else. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : "")

/** What AWS leaves optional in its types but always sends. Throws where an endpoint does not. */
export const required = <T>(value: T | undefined, field: string): T => {
  if (value === undefined) throw new Error(`The stream's answer has no ${field}: is the endpoint what it should be?`)
  return value
}

/** A position's ShardIteratorType. */
export const iteratorTypes = {
  start: "TRIM_HORIZON",
  at: "AT_SEQUENCE_NUMBER",
  after: "AFTER_SEQUENCE_NUMBER",
} as const
