import { SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2"
import type { EventStore } from "#core/event-store"
import type { LiveTicket } from "#core/ticket/state"
import { consumer } from "#functions/lib/consumer"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import { type Issue, issue } from "#functions/lib/issue"
import { loadTicket } from "#functions/lib/load-ticket"
import { type Effect, type Once, once } from "#functions/lib/once"
import { oneLine } from "#functions/lib/one-line"
import type { Invocation } from "#functions/lib/queue-handler"
import { receipt } from "#functions/lib/receipt"
import { ses } from "#functions/lib/ses"
import type { Recorded } from "#schemas/recorded"

type Mail = Pick<SendEmailCommandInput, "Destination" | "Content">

const utf8 = (text: string) => ({ Data: text, Charset: "UTF-8" })

/** The agent's reply as a mail. The ticket's id in the subject is how a customer quotes it. */
export const mail = ({ id, submitted }: LiveTicket, { data }: Recorded<"ReplyPosted">): Mail => ({
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
  (store: EventStore, send: (mail: Mail) => Promise<{ MessageId?: string | undefined }>): Effect =>
  async (event) => {
    if (event.type !== "ReplyPosted") throw new Error(`Customers get no mail about ${event.type}`)
    const { MessageId } = await send(mail(await loadTicket(store, event.ticketId), event))
    return receipt("SES", MessageId)
  }

/** ReplyPosted by an agent: mails it to the customer once, then records that. Their own replies go nowhere. */
export const mailCustomer = (tell: Once, send: Issue) => async (event: Recorded, invocation: Invocation) => {
  if (event.type !== "ReplyPosted" || event.data.from !== "agent") return
  const messageId = await tell(event, invocation)
  const input = { channel: "email", audience: "customer", about: event.id, messageId }
  await send({ ticketId: event.ticketId, name: "record-notification", input }, event, "mail-customer")
}

const sendMail = mailing(eventStore, (content) =>
  ses.send(new SendEmailCommand({ FromEmailAddress: env("MAIL_FROM"), ...content })),
)

export const handler = consumer(mailCustomer(once("mail-customer", sendMail), issue))
