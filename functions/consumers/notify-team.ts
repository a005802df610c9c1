import { PublishCommand, type PublishCommandInput } from "@aws-sdk/client-sns"
import type { EventStore } from "#core/engine/event-store"
import type { ExistingTicket } from "#core/ticket/state"
import { sns } from "#functions/aws/sns"
import { env } from "#functions/lib/env"
import { consumer } from "#functions/messaging/consumer"
import { type Issue, issue } from "#functions/messaging/issue"
import { type Effect, type Once, once } from "#functions/messaging/once"
import { asciiLine } from "#functions/messaging/one-line"
import type { Invocation } from "#functions/messaging/queue-handler"
import { receipt } from "#functions/messaging/receipt"
import { eventStore } from "#functions/store/event-store"
import { loadTicket } from "#functions/store/load-ticket"
import type { TicketEvent } from "#schemas/ticket/events"

type Routed = TicketEvent<"TicketRouted">

type Notice = Pick<PublishCommandInput, "Subject" | "Message" | "MessageAttributes">

const attribute = (value: string) => ({ DataType: "String", StringValue: value })

const unknown = "UNKNOWN"

const lines = (ticket: ExistingTicket, { data, stream }: Routed): string[] => {
  const { customer, subject, product, issueType } = ticket.submitted
  return [
    `${stream.id} is now with ${data.team}, routed by ${data.by === "agent" ? "an agent" : "the rules"}: ${data.reason}`,
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
export const notice = (ticket: ExistingTicket, event: Routed): Notice => {
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
  (store: EventStore, publish: (notice: Notice) => Promise<{ MessageId?: string | undefined }>): Effect<Routed> =>
  async (event) => {
    const { MessageId } = await publish(notice(await loadTicket(store, event.stream.id), event))
    return receipt("SNS", MessageId)
  }

/** TicketRouted: tells the team once, then records that it was told. */
export const notifyTeam = (tell: Once<Routed>, send: Issue) => async (event: Routed, invocation: Invocation) => {
  const messageId = await tell(event, invocation)
  const input = { channel: "sns", audience: "team", about: event.id, messageId }
  await send({ id: event.stream.id, name: "record-notification", input }, event, "notify-team")
}

const publish = publishing(eventStore, (notice) =>
  sns.send(new PublishCommand({ TopicArn: env("NOTIFICATIONS_TOPIC_ARN"), ...notice })),
)

export const handler = consumer("notify-team", notifyTeam(once("notify-team", publish), issue))
