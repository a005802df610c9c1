import { SendMessageCommand } from "@aws-sdk/client-sqs"
import type { FunctionName } from "#functions/manifest"
import type { StreamReading } from "#functions/triggers"
import { checkpoints } from "#local/event-sources/checkpoints"
import { keepTrying } from "#local/event-sources/keep-trying"
import type { Nudge } from "#local/event-sources/nudge"
import { type Discarded, onFailureRecord } from "#local/event-sources/on-failure"
import { queueDepth } from "#local/event-sources/queue-depth"
import { readShard, type ShardReader } from "#local/event-sources/shard-reader"
import { deadLetterQueue, type Source, type SourceContext } from "#local/event-sources/source"
import type { Shard, Stream } from "#local/event-sources/stream"

/** How often the list of shards is read again; AWS's own streams change it every few hours. */
const refreshMs = 10_000

export type StreamFunction = {
  name: FunctionName
  read: StreamReading
  open: () => Promise<Stream>
  /** Rings when there may be something new to read. */
  news?: Nudge | undefined
}

/** Sends a dead letter, again and again until the queue takes it: until then its records are not settled. */
const discarder = (context: SourceContext, signal: AbortSignal) => async (discarded: Discarded) => {
  const { clients, queueUrl, clock, failed } = context
  const MessageBody = JSON.stringify(onFailureRecord(discarded))
  let stored = false
  await keepTrying({ source: discarded.name, what: "sending a dead letter", clock, signal, failed }, async () => {
    const QueueUrl = await queueUrl(deadLetterQueue(discarded.name))
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
    stored = true
  })
  return stored
}

type Following = { signal: AbortSignal; readers: Map<string, ShardReader> }

/** Starts a reader for each shard whose parents are done, and looks for new shards when one ends or time has passed. */
const follow = async (context: SourceContext, { name, read, open, news }: StreamFunction, run: Following) => {
  const { clock, failed } = context
  const { signal, readers } = run
  const stream = await open()
  const checkpointOf = checkpoints(context.state, name, stream.arn)
  const discard = discarder(context, signal)
  let nap = new AbortController()

  const start = (shard: Shard) => {
    const checkpoint = checkpointOf(shard.id)
    const reader = readShard({ ...context, name, read, stream, shardId: shard.id, checkpoint, signal, discard, news })
    readers.set(shard.id, reader)
    reader.finished
      .catch((error: unknown) => failed({ source: name, what: `reading ${shard.id}`, error }))
      .finally(() => {
        readers.delete(shard.id)
        nap.abort()
      })
  }

  while (!signal.aborted) {
    nap = new AbortController()
    const shards = await stream.shards()
    const listed = new Set(shards.map(({ id }) => id))
    const done = (id: string) => !listed.has(id) || checkpointOf(id).read().ended
    for (const shard of shards) if (!readers.has(shard.id) && !done(shard.id) && shard.parents.every(done)) start(shard)
    await clock.pause(refreshMs, AbortSignal.any([signal, nap.signal]))
  }
}

/** Feeds one function from a Kinesis stream or a table's stream. Trouble with the stream itself is retried for ever. */
export const streamSource = (context: SourceContext, fn: StreamFunction): Source => {
  const stopping = new AbortController()
  const run: Following = { signal: stopping.signal, readers: new Map() }

  const trying = { source: fn.name, what: "finding the stream's shards", ...context, signal: run.signal }
  const following = keepTrying(trying, () => follow(context, fn, run))

  return {
    stop: async () => {
      stopping.abort()
      await following
      await Promise.allSettled([...run.readers.values()].map(({ finished }) => finished))
    },
    lag: async () => ({
      kind: "stream",
      function: fn.name,
      iteratorAgeMs: Math.max(0, ...[...run.readers.values()].map(({ ageMs }) => ageMs())),
      deadLetters: (await queueDepth(context, deadLetterQueue(fn.name))).visible,
    }),
  }
}
