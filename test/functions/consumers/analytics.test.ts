import type { SQSEvent } from "aws-lambda"
import { expect, test, vi } from "vitest"
import type { EventStore } from "#core/engine/event-store"
import { archiveTickets } from "#functions/consumers/archive-tickets"
import { deliverEvents } from "#functions/consumers/deliver-events"
import { deliverTickets } from "#functions/consumers/deliver-tickets"
import type { Recorded } from "#schemas/recorded"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { ProcessedTicket } from "#schemas/ticket/messages/processed-ticket"
import { deskWith } from "#test/support/desk"
import { resolved } from "#test/support/facts"
import { classified, drafted, recorded, submitted } from "#test/support/recorded"

const felt: Fact = {
  type: "SentimentDetected",
  data: { sentiment: "MIXED", scores: { mixed: 0.7, negative: 0.1, neutral: 0.1, positive: 0.1 }, engine: "model" },
}

const holding = async (facts: Fact[]): Promise<EventStore> => ({
  ...(await deskWith(...facts)).store,
  append: async () => {
    throw new Error("A consumer of analytics never appends")
  },
})

const batch = (events: readonly Recorded[]): SQSEvent => ({
  Records: events.map((event) => ({
    messageId: event.id,
    receiptHandle: "r",
    body: JSON.stringify({ source: "ledgerdesk", "detail-type": event.type, detail: event }),
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "0",
      SenderId: "s",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:q",
    awsRegion: "us-east-1",
  })),
})

const whole = [submitted, felt, classified, drafted]
const lastOf = (facts: Fact[]) => batch(recorded(facts).slice(-1))

test("a drafted ticket is written under the day of its submission", async () => {
  const written = new Map<string, unknown>()
  const put = async (key: string, json: string) => written.set(key, ProcessedTicket.parse(JSON.parse(json)))
  const archive = archiveTickets({ store: await holding(whole), put })
  expect(await archive(lastOf(whole))).toEqual({ batchItemFailures: [] })
  await archive(lastOf(whole))
  expect([...written]).toEqual([
    ["tickets/2026/01/02/ticket_TKT-1.json", expect.objectContaining({ ticket_id: "TKT-1", priority: "HIGH" })],
  ])
})

test("a ticket that was resolved before triage had finished is written and delivered like any other", async () => {
  const facts = [submitted, resolved, felt, classified, drafted]
  const put = vi.fn(async () => undefined)
  const send = vi.fn(async () => undefined)
  expect(await archiveTickets({ store: await holding(facts), put })(lastOf(facts))).toEqual({ batchItemFailures: [] })
  expect(await deliverTickets({ store: await holding(facts), send })(lastOf(facts))).toEqual({ batchItemFailures: [] })
  expect(put).toHaveBeenCalledWith(
    "tickets/2026/01/02/ticket_TKT-1.json",
    expect.stringContaining("Please restart it."),
  )
  expect(send).toHaveBeenCalledWith([
    expect.objectContaining({ ticket_id: "TKT-1", response_text: "Please restart it." }),
  ])
})

test("a ticket whose triage is not all there yet is tried again", async () => {
  const early = [submitted, drafted]
  const sent: object[] = []
  const consumers = [
    archiveTickets({ store: await holding(early), put: async (key) => sent.push({ key }) }),
    deliverTickets({ store: await holding(early), send: async (rows) => void sent.push(...rows) }),
  ]
  for (const consume of consumers)
    expect(await consume(lastOf(early))).toEqual({ batchItemFailures: [{ itemIdentifier: "c2.0" }] })
  expect(sent).toEqual([])
})

test("a file that cannot be written is tried again", async () => {
  const put = async () => {
    throw new Error("S3 is not there")
  }
  const archive = archiveTickets({ store: await holding(whole), put })
  expect(await archive(lastOf(whole))).toEqual({ batchItemFailures: [{ itemIdentifier: "c4.0" }] })
})

test("a drafted ticket becomes a row of processed tickets", async () => {
  const sent: object[] = []
  const deliver = deliverTickets({ store: await holding(whole), send: async (rows) => void sent.push(...rows) })
  await deliver(lastOf(whole))
  expect(sent).toEqual([ProcessedTicket.parse(sent[0])])
})

test("every event becomes a row, its data as JSON text", async () => {
  const sent: object[] = []
  const deliver = deliverEvents(async (rows) => void sent.push(...rows))
  const [, second] = recorded([submitted, felt])
  if (!second) throw new Error("There are two events")
  await deliver(batch([{ ...second, causationId: "c1.0" }]))
  expect(sent).toEqual([
    {
      event_id: "c2.0",
      ticket_id: "TKT-1",
      version: 2,
      type: "SentimentDetected",
      at: "2026-01-02T03:02:00.000Z",
      actor_role: "agent",
      actor_id: "agt-ann",
      correlation_id: "corr-1",
      causation_id: "c1.0",
      data: JSON.stringify(felt.data),
    },
  ])
})
