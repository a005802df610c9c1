import type { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis"
import { expect, test } from "vitest"
import { tickets } from "#cli/seed/generate"
import { sendTickets } from "#cli/seed/send-tickets"
import { type Clock, systemClock } from "#local/clock"
import { stoppedClock } from "#test/support/clocks"
import { intake, onKinesis, StreamName, textsOf } from "#test/support/event-sources"
import { eventually } from "#test/support/eventually"

const at = new Date("2026-01-02T03:04:05.000Z")
const quick: Clock = { ...systemClock, pause: async () => undefined }

type Entry = { SequenceNumber?: string; ErrorMessage?: string }

/** A client that answers PutRecords by `answer`, and what it was sent. */
const stub = (answer: (data: readonly string[]) => Entry[]) => {
  const calls: { at?: number; ids: string[]; keys: (string | undefined)[] }[] = []
  const send = async ({ input }: PutRecordsCommand) => {
    const texts = (input.Records ?? []).map(({ Data }) => Buffer.from(Data ?? []).toString())
    const ids = texts.map((text): string => JSON.parse(text).ticketId)
    calls.push({ ids, keys: (input.Records ?? []).map(({ PartitionKey }) => PartitionKey) })
    return { Records: answer(ids) }
  }
  return { calls, intake: { kinesis: { send } as unknown as KinesisClient, stream: StreamName } }
}

const taken = (ids: readonly string[]) => ids.map((id) => ({ SequenceNumber: id }))

test("tickets reach a real stream, each under its id", async () => {
  const { sdk, start } = await intake(2)
  const all = tickets({ seed: 1, count: 1_200, at })
  const seen: string[] = []
  const handler = async (event: unknown) => void seen.push(...textsOf(event))
  start({ "accept-records": { ...onKinesis({ batchSize: 500 }), handler } })
  await sendTickets({ kinesis: sdk.kinesis, stream: StreamName }, all)
  await eventually(() => expect(seen).toHaveLength(1_200))
  expect(seen.toSorted()).toEqual(all.map((ticket) => JSON.stringify(ticket)).toSorted())
})

test("at most 500 go in one call, under their ids as partition keys", async () => {
  const { calls, intake: to } = stub(taken)
  const all = tickets({ seed: 1, count: 1_001, at })
  await sendTickets(to, all, { clock: quick })
  expect(calls.map(({ ids }) => ids.length)).toEqual([500, 500, 1])
  expect(calls.flatMap(({ keys }) => keys)).toEqual(all.map(({ ticketId }) => ticketId))
})

test("what the stream refuses is sent again, and only what it acknowledged is progress", async () => {
  let call = 0
  const { calls, intake: to } = stub((ids) => {
    call += 1
    return ids.map((id, index) =>
      call === 1 && index % 2 === 0 ? { ErrorMessage: "slow down" } : { SequenceNumber: id },
    )
  })
  const all = tickets({ seed: 1, count: 5, at })
  const progress: number[] = []
  await sendTickets(to, all, { clock: quick, onProgress: (batch) => progress.push(batch.length) })
  expect(progress).toEqual([2, 3])
  expect(calls[1]?.ids).toEqual([0, 2, 4].map((index) => all[index]?.ticketId))
})

test("a stream that goes on refusing is an error with its reason", async () => {
  const { calls, intake: to } = stub((ids) => ids.map(() => ({ ErrorMessage: "no capacity" })))
  const sending = sendTickets(to, tickets({ seed: 1, count: 2, at }), { clock: quick })
  await expect(sending).rejects.toThrow("The stream ticket-intake refuses 2 tickets: no capacity")
  expect(calls).toHaveLength(8)
})

test("tickets go out at the rate that was asked for", async () => {
  const clock = stoppedClock()
  const { calls, intake: to } = stub(taken)
  const sent = () => calls.reduce((sum, { ids }) => sum + ids.length, 0)
  const sending = sendTickets(to, tickets({ seed: 1, count: 25, at }), { clock, rate: 10 })
  await clock.advance(0)
  expect(sent()).toBe(1)
  await clock.advance(1_000)
  expect(sent()).toBe(11)
  await clock.advance(1_400)
  await sending
  expect(sent()).toBe(25)
})
