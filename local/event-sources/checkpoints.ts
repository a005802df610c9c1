import { z } from "zod"
import type { FunctionName } from "#functions/manifest"
import type { State } from "#local/state"

/** How far one function has handled one shard. An ended shard was handled to its end, so its children may start. */
export type Checkpoint = { sequenceNumber: string | undefined; ended: boolean }

/** One shard's checkpoint. What is written survives `kill -9`. */
export type ShardCheckpoint = {
  read: () => Checkpoint
  advance: (sequenceNumber: string) => void
  end: () => void
}

const Row = z.object({ sequence_number: z.string().nullable(), ended: z.number() }).optional()

/** The checkpoints of a function on a stream, by shard. */
export const checkpoints = (state: State, name: FunctionName, streamArn: string) => {
  state.exec(`create table if not exists stream_checkpoints (
    function text not null, stream text not null, shard text not null,
    sequence_number text, ended integer not null default 0,
    primary key (function, stream, shard)) strict`)
  const select = state.prepare(
    "select sequence_number, ended from stream_checkpoints where function = ? and stream = ? and shard = ?",
  )
  const advance = state.prepare(
    `insert into stream_checkpoints (function, stream, shard, sequence_number) values (?, ?, ?, ?)
     on conflict do update set sequence_number = excluded.sequence_number`,
  )
  const end = state.prepare(
    `insert into stream_checkpoints (function, stream, shard, ended) values (?, ?, ?, 1)
     on conflict do update set ended = 1`,
  )
  return (shardId: string): ShardCheckpoint => ({
    read: () => {
      const row = Row.parse(select.get(name, streamArn, shardId))
      return { sequenceNumber: row?.sequence_number ?? undefined, ended: row?.ended === 1 }
    },
    advance: (sequenceNumber) => {
      advance.run(name, streamArn, shardId, sequenceNumber)
    },
    end: () => {
      end.run(name, streamArn, shardId)
    },
  })
}
