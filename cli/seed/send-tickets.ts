import { type KinesisClient, PutRecordsCommand, type PutRecordsResultEntry } from "@aws-sdk/client-kinesis"
import { type Clock, systemClock } from "#local/clock"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

export type Sending = {
  /** Tickets a second; as many as the stream takes where it is not given. */
  rate?: number | undefined
  /** Gets the tickets that the stream has acknowledged, batch by batch. */
  onProgress?: (acknowledged: readonly TicketSubmittedMessage[]) => void
  clock?: Clock
}

export type Intake = { kinesis: KinesisClient; stream: string }

/** PutRecords takes 500 records and 5 MiB; one of ours has some 2 KiB. */
const batchSize = 500
const attempts = 8
const firstPauseMs = 50

const put = async ({ kinesis, stream }: Intake, batch: readonly TicketSubmittedMessage[]) => {
  const records = batch.map((ticket) => ({ PartitionKey: ticket.ticketId, Data: Buffer.from(JSON.stringify(ticket)) }))
  const { Records = [] } = await kinesis.send(new PutRecordsCommand({ StreamName: stream, Records: records }))
  return Records
}

const refused = (entry: PutRecordsResultEntry | undefined) => entry?.SequenceNumber === undefined

/** Sends one batch; what the stream refuses, for instance because it is throttled, is sent again after a pause. */
const sendBatch = async (intake: Intake, batch: readonly TicketSubmittedMessage[], sending: Sending) => {
  const { clock = systemClock, onProgress } = sending
  let left = batch
  let reason = ""
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await clock.pause(firstPauseMs * 2 ** attempt)
    const entries = await put(intake, left)
    onProgress?.(left.filter((_, index) => !refused(entries[index])))
    left = left.filter((_, index) => refused(entries[index]))
    if (left.length === 0) return
    reason = entries.find(refused)?.ErrorMessage ?? "no reason given"
  }
  throw new Error(`The stream ${intake.stream} refuses ${left.length} tickets: ${reason}`)
}

/**
 * Puts tickets on a Kinesis stream in their order, each under its id as partition key, at the given rate. Resolves when
 * every one is acknowledged. Throws where the stream cannot be reached or goes on refusing; what `onProgress` got by
 * then is on the stream.
 */
export const sendTickets = async (
  intake: Intake,
  tickets: readonly TicketSubmittedMessage[],
  sending: Sending = {},
): Promise<void> => {
  const { clock = systemClock, rate = Number.POSITIVE_INFINITY } = sending
  const start = clock.now()
  for (let sent = 0; sent < tickets.length; ) {
    const due = Math.floor(((clock.now() - start) / 1000) * rate) + 1
    const batch = tickets.slice(sent, Math.min(Number.isFinite(due) ? due : tickets.length, sent + batchSize))
    if (batch.length > 0) await sendBatch(intake, batch, sending)
    else await clock.pause(Math.max(1, start + (sent / rate) * 1000 - clock.now()))
    sent += batch.length
  }
}
