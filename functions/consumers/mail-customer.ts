import { SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2"
import type { EventStore } from "#core/engine/event-store"
import type { ExistingTicket } from "#core/ticket/state"
import { ses } from "#functions/aws/ses"
import { env } from "#functions/lib/env"
import { consumer } from "#functions/messaging/consumer"
import { type Issue, issue } from "#functions/messaging/issue"
import { type Effect, type Once, once } from "#functions/messaging/once"
import { oneLine } from "#functions/messaging/one-line"
import type { Invocation } from "#functions/messaging/queue-handler"
import { receipt } from "#functions/messaging/receipt"
import { eventStore } from "#functions/store/event-store"
import { loadTicket } from "#functions/store/load-ticket"
import type { TicketEvent } from "#schemas/ticket/events"

type Reply = TicketEvent<"ReplyPosted">

type Mail = Pick<SendEmailCommandInput, "Destination" | "Content">

const utf8 = (text: string) => ({ Data: text, Charset: "UTF-8" })

/** The agent's reply as a mail. The ticket's id in the subject is how a customer quotes it. */
export const mail = ({ id, submitted }: ExistingTicket, { data }: Reply): Mail => ({
  Destination: { ToAddresses: [submitted.customer.email] },
  Content: {
    Simple: {
      Subject: utf8(`Re: ${oneLine(submitted.subject, 200)} [${id}]`),
      Body: { Text: utf8(data.text) },
    },
  },
})

/** Mails a reply and returns the mail's id. */
export const mailing =
  (store: EventStore, send: (mail: Mail) => Promise<{ MessageId?: string | undefined }>): Effect<Reply> =>
  async (event) => {
    const { MessageId } = await send(mail(await loadTicket(store, event.stream.id), event))
    return receipt("SES", MessageId)
  }

/** ReplyPosted by an agent: mails it to the customer once, then records that. Their own replies go nowhere. */
export const mailCustomer = (tell: Once<Reply>, send: Issue) => async (event: Reply, invocation: Invocation) => {
  if (event.data.from !== "agent") return
  const messageId = await tell(event, invocation)
  const input = { channel: "email", audience: "customer", about: event.id, messageId }
  await send({ id: event.stream.id, name: "record-notification", input }, event, "mail-customer")
}

const sendMail = mailing(eventStore, (content) =>
  ses.send(new SendEmailCommand({ FromEmailAddress: env("MAIL_FROM"), ...content })),
)

export const handler = consumer("mail-customer", mailCustomer(once("mail-customer", sendMail), issue))
