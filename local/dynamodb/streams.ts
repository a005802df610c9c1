import { type Catalog, enabledStream, streamArn, type TableStream } from "#local/dynamodb/catalog"
import type { Change } from "#local/dynamodb/change"
import { streamPrefix, under } from "#local/dynamodb/keys"
import { lastUnder } from "#local/dynamodb/level"
import { lowestAt, millisecondsOf, sequenceAfter } from "#local/dynamodb/sequence"
import { type Level, put, type Write } from "#local/dynamodb/store"
import { eventName, recordText } from "#local/dynamodb/stream-record"

const day = 24 * 60 * 60 * 1000
const pageBytes = 1024 * 1024

/** A stream and the table it belongs to. */
export type StreamOf = { table: string; stream: TableStream }

/** Records from `position` on, and the position after them. A record is the JSON that GetRecords answers. */
export type Page = { records: string[]; position: string }

/** The records of all streams. A position is a sequence number to read from, the empty text, or `after(number)`. */
export type Streams = {
  /** The record that belongs in the batch of this change, where it makes one. Call `written` after the batch. */
  record: (change: Change) => { write: Write; written: () => void } | undefined
  read: (of: StreamOf, position: string, limit: number) => Promise<Page>
  /** The position after everything that is written now. */
  latest: (of: StreamOf) => string
  /** Deletes what is older than 24 hours at `now`, in milliseconds; without it, 24 hours before the newest record. */
  trim: (now?: number) => Promise<void>
}

/** The position behind a sequence number: sorts above it and below the next one. */
export const after = (sequenceNumber: string) => `${sequenceNumber}+`

const prefixOf = ({ table, stream }: StreamOf) => streamPrefix(table, stream.label)
const arnOf = ({ table, stream }: StreamOf) => streamArn(table, stream)
const allStreams = (catalog: Catalog): StreamOf[] =>
  catalog
    .all()
    .flatMap(({ description, streams }) => streams.map((stream) => ({ table: description.TableName, stream })))

const loadNewest = async (level: Level, catalog: Catalog): Promise<Map<string, string>> => {
  const newest = new Map<string, string>()
  for (const of of allStreams(catalog)) {
    const last = await lastUnder(level, prefixOf(of))
    if (last) newest.set(arnOf(of), last[0].slice(prefixOf(of).length))
  }
  return newest
}

const readPage = async (level: Level, range: { gte: string; lt: string }, limit: number) => {
  const iterator = level.iterator({ ...range, valueEncoding: "utf8" })
  const found: [key: string, text: string][] = []
  let bytes = 0
  try {
    while (found.length < limit && bytes < pageBytes) {
      const some = await iterator.nextv(Math.min(50, limit - found.length))
      if (some.length === 0) break
      found.push(...some)
      bytes += some.reduce((sum, [, text]) => sum + text.length, 0)
    }
    return found
  } finally {
    await iterator.close()
  }
}

export const openStreams = async (level: Level, catalog: Catalog): Promise<Streams> => {
  // The newest record of each stream by ARN, so that a reader of an idle stream costs no read.
  const newest = await loadNewest(level, catalog)
  const highest = [...newest.values()].reduce((a, b) => (a > b ? a : b), "")
  const sequence = sequenceAfter(highest)

  return {
    record: (change) => {
      const stream = enabledStream(change.table)
      const name = stream && eventName(change)
      if (!stream || !name) return undefined
      const of = { table: change.table.description.TableName, stream }
      const sequenceNumber = sequence(Date.now())
      return {
        write: put(prefixOf(of) + sequenceNumber, recordText({ name, change, stream, sequenceNumber })),
        written: () => newest.set(arnOf(of), sequenceNumber),
      }
    },
    read: async (of, position, limit) => {
      const last = newest.get(arnOf(of))
      if (last === undefined || position > last) return { records: [], position }
      const prefix = prefixOf(of)
      const found = await readPage(level, { ...under(prefix), gte: prefix + position }, limit)
      const lastKey = found.at(-1)?.[0]
      return {
        records: found.map(([, text]) => text),
        position: lastKey === undefined ? position : after(lastKey.slice(prefix.length)),
      }
    },
    latest: (of) => after(newest.get(arnOf(of)) ?? lowestAt(0)),
    trim: async (now) => {
      const oldest = lowestAt((now ?? millisecondsOf(highest)) - day)
      await Promise.all(allStreams(catalog).map((of) => level.clear({ gte: prefixOf(of), lt: prefixOf(of) + oldest })))
    },
  }
}
