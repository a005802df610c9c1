import { PublishCommand, type PublishCommandInput } from "@aws-sdk/client-sns"
import type { EventStore } from "#core/event-store"
import type { LiveTicket } from "#core/ticket/state"
import { consumer } from "#functions/lib/consumer"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import { type Issue, issue } from "#functions/lib/issue"
import { loadTicket } from "#functions/lib/load-ticket"
import { type Effect, type Once, once } from "#functions/lib/once"
import { asciiLine } from "#functions/lib/one-line"
import type { Invocation } from "#functions/lib/queue-handler"
import { receipt } from "#functions/lib/receipt"
import { sns } from "#functions/lib/sns"
import type { Recorded } from "#schemas/recorded"

type Notice = Pick<PublishCommandInput, "Subject" | "Message" | "MessageAttributes">

const attribute = (value: string) => ({ DataType: "String", StringValue: value })

const unknown = "UNKNOWN"

const lines = (ticket: LiveTicket, { data, ticketId }: Recorded<"TicketRouted">): string[] => {
  const { customer, subject, product, issueType } = ticket.submitted
  return [
    `${ticketId} is now with ${data.team}, routed by ${data.by === "agent" ? "an agent" : "the rules"}: ${data.reason}`,
    "",
    `Subject: ${subject}`,
    `Customer: ${customer.firstName} ${customer.lastName}`,
    `Product: ${product}`,
    `Issue: ${issueType}`,
    `Priority: ${ticket.priority ?? unknown}`,
    `Sentiment: ${ticket.sentiment?.sentiment ?? unknown}`,
  ]
}

/**
 * What the team is told. SNS takes a subject of less than 100 ASCII characters on one line, and subscribers filter by the
 * attributes `team`, `priority` and `sentiment`: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const notice = (ticket: LiveTicket, event: Recorded<"TicketRouted">): Notice => {
  const { priority = unknown, sentiment, submitted } = ticket
  const { team } = event.data
  return {
    Subject: asciiLine(`[${priority}] ${team}: ${submitted.subject}`, 99),
    Message: lines(ticket, event).join("\n"),
    MessageAttributes: {
      team: attribute(team),
      priority: attribute(priority),
      sentiment: attribute(sentiment?.sentiment ?? unknown),
    },
  }
}

/** Publishes a notice on the topic and returns its message id. */
export const publishing =
  (store: EventStore, publish: (notice: Notice) => Promise<{ MessageId?: string | undefined }>): Effect =>
  async (event) => {
    if (event.type !== "TicketRouted") throw new Error(`The team is not told about ${event.type}`)
    const { MessageId } = await publish(notice(await loadTicket(store, event.ticketId), event))
    return receipt("SNS", MessageId)
  }

/** TicketRouted: tells the team once, then records that it was told. */
export const notifyTeam = (tell: Once, send: Issue) => async (event: Recorded, invocation: Invocation) => {
  if (event.type !== "TicketRouted") return
  const messageId = await tell(event, invocation)
  const input = { channel: "sns", audience: "team", about: event.id, messageId }
  await send({ ticketId: event.ticketId, name: "record-notification", input }, event, "notify-team")
}

const publish = publishing(eventStore, (notice) =>
  sns.send(new PublishCommand({ TopicArn: env("NOTIFICATIONS_TOPIC_ARN"), ...notice })),
)

export const handler = consumer(notifyTeam(once("notify-team", publish), issue))
