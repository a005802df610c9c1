import { randomUUID } from "node:crypto"
import { GetQueueUrlCommand, SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs"
import { onDesk } from "#cli/operate/desk-environment"
import type { Target } from "#cli/replay/replay-targets"
import { currentVersion } from "#core/engine/decode"
import { ticket } from "#core/ticket/ticket"
import { batches, type Limit } from "#functions/messaging/batches"
import { type Clock, systemClock } from "#local/clock"
import { published } from "#schemas/recorded"
import type { ReplayMark } from "#schemas/replay"
import type { TicketEvent } from "#schemas/ticket/events"

export type Replaying = {
  sqs: SQSClient
  targets: readonly Target[]
  mark: ReplayMark
  /** Events a second; as fast as the queues take them where it is not given. */
  rate?: number | undefined
  /** Gets the number of events that were sent so far. */
  onProgress?: (done: number) => void
  clock?: Clock
}

/** How many events were replayed, and how many messages each consumer got. */
export type Replayed = { id: string; events: number; sent: Record<string, number> }

/** SendMessageBatch: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const limit: Limit = { count: 10, bytes: 256 * 1024 }
const attempts = 5
const mostAtOnce = 100

/** An event as EventBridge would put it on the consumer's queue, with the mark beside the event's own fields. */
export const envelope = (event: TicketEvent, mark: ReplayMark): string =>
  JSON.stringify({
    version: "0",
    id: randomUUID(),
    "detail-type": event.type,
    source: "ledgerdesk",
    time: event.at,
    resources: [event.stream.id],
    // Decoded from the store, so it has today's shape whatever it was stored with.
    detail: { ...published(event), v: currentVersion(ticket, event.type), replay: mark },
  })

type Queue = { sqs: SQSClient; QueueUrl: string | undefined; clock: Clock }

const put = async ({ sqs, QueueUrl, clock }: Queue, bodies: readonly string[]): Promise<void> => {
  let left = [...bodies]
  for (let attempt = 1; left.length > 0; attempt++) {
    const Entries = left.map((MessageBody, i) => ({ Id: String(i), MessageBody }))
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    left = left.filter((_, i) => Failed.some(({ Id }) => Id === String(i)))
    if (left.length > 0 && attempt === attempts)
      throw new Error(`${QueueUrl} refuses ${left.length} messages: ${Failed[0]?.Message ?? "no reason given"}`)
    if (left.length > 0) await clock.pause(100 * 2 ** attempt)
  }
}

const queuesOf = ({ sqs, targets, clock = systemClock }: Replaying) =>
  Promise.all(
    targets.map(async (target) => {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: onDesk(target.name) }))
      return { ...target, sqs, QueueUrl, clock }
    }),
  )

type TargetQueue = Target & Queue

const send = async (queues: readonly TargetQueue[], events: readonly TicketEvent[], { mark }: Replaying) => {
  const sent = queues.map(async (queue): Promise<[string, number]> => {
    const bodies = events.filter(({ type }) => queue.takes(type)).map((event) => envelope(event, mark))
    for (const batch of batches(bodies, limit, (body) => Buffer.byteLength(body))) await put(queue, batch)
    return [queue.name, bodies.length]
  })
  return Promise.all(sent)
}

/**
 * Sends events to the consumers' own queues and not over the bus, so that nobody else hears of them. A consumer gets
 * only what its rule would let through. Throws where a queue goes on refusing; what `onProgress` told is sent then.
 */
export const replayTo = async (events: AsyncIterable<TicketEvent>, replaying: Replaying): Promise<Replayed> => {
  const { clock = systemClock, rate = Number.POSITIVE_INFINITY, mark, onProgress } = replaying
  const queues = await queuesOf(replaying)
  const replayed: Replayed = { id: mark.id, events: 0, sent: Object.fromEntries(queues.map(({ name }) => [name, 0])) }
  const size = Math.max(1, Math.min(mostAtOnce, Math.floor(rate)))
  const start = clock.now()
  const flush = async (gathered: readonly TicketEvent[]) => {
    if (gathered.length === 0) return
    await clock.pause(Math.max(0, start + (replayed.events / rate) * 1_000 - clock.now()))
    for (const [name, count] of await send(queues, gathered, replaying))
      replayed.sent[name] = (replayed.sent[name] ?? 0) + count
    replayed.events += gathered.length
    onProgress?.(replayed.events)
  }
  const gathered: TicketEvent[] = []
  for await (const event of events) {
    gathered.push(event)
    if (gathered.length >= size) await flush(gathered.splice(0))
  }
  await flush(gathered.splice(0))
  return replayed
}
