import type { State } from "#local/state"
import { transaction } from "#local/transaction"

/** Records that travel together; `object` is the key of their S3 object, the same however often they are tried. */
export type Batch = { object: string; records: Buffer[]; arrivedAt: number }

/** What Firehose holds of a stream until it is delivered. On disk before `add` returns. */
export type Buffered = {
  add: (records: readonly Uint8Array[]) => void
  /** The oldest batch that is not delivered yet. Makes one, to be stored under `key()`, of what has gathered since. */
  oldest: (key: () => string) => Batch | undefined
  delivered: (batch: Batch) => void
}

/** The most that one batch holds. Bytes as in the smallest buffer that Firehose offers for Redshift, but more records. */
const most = { records: 2_000, bytes: 4 * 1024 * 1024 }

const tables = `
  create table if not exists delivery_records (
    seq integer primary key autoincrement,
    stream text not null,
    data blob not null,
    arrived_at integer not null,
    object text
  );
  create index if not exists delivery_records_by_stream on delivery_records (stream, object, seq);
`

const bytesOf = (value: unknown): Buffer => (value instanceof Uint8Array ? Buffer.from(value) : Buffer.alloc(0))

const sealedBatch = (state: State) => {
  const first = state.prepare(
    "select object from delivery_records where stream = ? and object is not null order by object, seq limit 1",
  )
  const members = state.prepare("select data, arrived_at from delivery_records where object = ? order by seq")
  return (stream: string): Batch | undefined => {
    const object = first.get(stream)?.object
    if (typeof object !== "string") return undefined
    const rows = members.all(object)
    return { object, records: rows.map(({ data }) => bytesOf(data)), arrivedAt: Number(rows[0]?.arrived_at) }
  }
}

const seal = (state: State) => {
  const next = state.prepare(
    "select seq, length(data) as bytes from delivery_records where stream = ? and object is null order by seq limit ?",
  )
  const mark = state.prepare("update delivery_records set object = ? where stream = ? and object is null and seq <= ?")
  return (stream: string, key: () => string): void => {
    let bytes = 0
    let last: number | undefined
    for (const row of next.iterate(stream, most.records)) {
      bytes += Number(row.bytes)
      if (last !== undefined && bytes > most.bytes) break
      last = Number(row.seq)
    }
    if (last !== undefined) mark.run(key(), stream, last)
  }
}

export const buffered = (state: State, stream: string): Buffered => {
  state.exec(tables)
  const insert = state.prepare("insert into delivery_records (stream, data, arrived_at) values (?, ?, ?)")
  const remove = state.prepare("delete from delivery_records where object = ?")
  const sealed = sealedBatch(state)
  const sealNext = seal(state)
  return {
    add: (records) => {
      const now = Date.now()
      transaction(state, () => {
        for (const record of records) insert.run(stream, record, now)
      })
    },
    oldest: (key) => {
      const waiting = sealed(stream)
      if (waiting) return waiting
      sealNext(stream, key)
      return sealed(stream)
    },
    delivered: ({ object }) => {
      remove.run(object)
    },
  }
}
