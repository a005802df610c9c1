import { randomBytes } from "node:crypto"
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge"
import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis"
import type { DeskApi } from "#cli/prove/desk-api"
import { env } from "#functions/lib/env"
import { TicketId } from "#schemas/id"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

/**
 * SES's own mailbox takes every mail, also from an account that may not write to strangers yet.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
const customer = { firstName: "Petra", lastName: "Prover", email: "success+prove@simulator.amazonses.com" }
const problem = {
  product: "Ledgerdesk",
  issueType: "Outage",
  subject: "Proof: our checkout is down and we lose orders",
  description: "This is a test ticket of `prove`. Nothing works since this morning, this is terrible and urgent.",
}

const message = (): TicketSubmittedMessage => ({
  eventName: "TicketSubmitted",
  ticketId: TicketId.parse(`TKT-PROVE-${randomBytes(6).toString("hex").toUpperCase()}`),
  submittedAt: new Date().toISOString(),
  data: { customer, ...problem },
})

/** Submits a ticket through one door and returns its id. */
export type Sender = () => Promise<string>

const byHttp =
  (agent: DeskApi): Sender =>
  async () =>
    (await agent.post("/api/tickets", { customer, ...problem })).ticketId

const byKinesis: Sender = async () => {
  const ticket = message()
  const kinesis = new KinesisClient({})
  const Data = Buffer.from(JSON.stringify(ticket))
  await kinesis.send(new PutRecordCommand({ StreamName: env("INTAKE_STREAM"), PartitionKey: ticket.ticketId, Data }))
  kinesis.destroy()
  return ticket.ticketId
}

const byEventBridge: Sender = async () => {
  const ticket = message()
  const bridge = new EventBridgeClient({})
  const entry = {
    Source: "integration.prove",
    DetailType: ticket.eventName,
    Detail: JSON.stringify(ticket),
    EventBusName: env("BUS_NAME"),
  }
  const { FailedEntryCount = 0, Entries } = await bridge.send(new PutEventsCommand({ Entries: [entry] }))
  if (FailedEntryCount > 0) throw new Error(`EventBridge refused the ticket: ${Entries?.[0]?.ErrorMessage}`)
  return ticket.ticketId
}

/** A way into the desk, and the function behind it. */
export type Door = { name: string; intake: string; send: Sender }

/** Every door that a ticket can come through. */
export const doors = (agent: DeskApi): Door[] => [
  { name: "HTTP", intake: "submit-ticket", send: byHttp(agent) },
  { name: "Kinesis", intake: "accept-records", send: byKinesis },
  { name: "EventBridge", intake: "accept-events", send: byEventBridge },
]
