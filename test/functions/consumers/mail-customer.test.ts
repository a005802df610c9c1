import { expect, test } from "vitest"
import { mailCustomer, mailing } from "#functions/consumers/mail-customer"
import { consumer } from "#functions/messaging/consumer"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { deskWith, last, lastOf } from "#test/support/desk"
import { answered, asked, closed } from "#test/support/facts"
import { invocation, published } from "#test/support/queued"
import { recorded, someone, submitted } from "#test/support/recorded"

type Mail = Parameters<Parameters<typeof mailing>[1]>[0]

const mailed = async (...facts: Fact[]) => {
  const mails: Mail[] = []
  const { store, issue, events } = await deskWith(...facts)
  const send = mailing(store, async (mail) => ({ MessageId: `m-${mails.push(mail)}` }))
  const handle = mailCustomer(send, issue)
  const event = await lastOf(events, "ReplyPosted")
  await handle(event, invocation())
  return { mails, events, event, handle }
}

test("an agent's reply is mailed to the customer, with the ticket in the subject", async () => {
  const { mails } = await mailed(submitted, answered)
  expect(mails).toEqual([
    {
      Destination: { ToAddresses: [someone.email] },
      Content: {
        Simple: {
          Subject: { Data: "Re: No connection [TKT-1]", Charset: "UTF-8" },
          Body: { Text: { Data: "Try again.", Charset: "UTF-8" } },
        },
      },
    },
  ])
})

test("a subject of several lines cannot add a header", async () => {
  if (submitted.type !== "TicketSubmitted") throw new Error("The example is not a submission")
  const sly: Fact = { ...submitted, data: { ...submitted.data, subject: "Hello\r\nBcc: all@example.com" } }
  const { mails } = await mailed(sly, answered)
  expect(mails[0]?.Content?.Simple?.Subject?.Data).toBe("Re: Hello Bcc: all@example.com [TKT-1]")
})

test("that the customer was told is recorded with the receipt and without the address", async () => {
  const { events, event } = await mailed(submitted, answered)
  const record = await last(events)
  expect(record).toMatchObject({
    type: "NotificationSent",
    data: { channel: "email", audience: "customer", about: event.id, messageId: "m-1" },
    causationId: event.id,
    actor: { role: "system", id: "mail-customer" },
  })
  expect(JSON.stringify(record)).not.toContain(someone.email)
})

test("the record of it stands once, however often the event comes", async () => {
  const { events, event, handle } = await mailed(submitted, answered)
  await handle(event, invocation())
  expect(await events()).toHaveLength(3)
})

test("a customer does not get their own words", async () => {
  const { mails, events } = await mailed(submitted, asked)
  expect(mails).toEqual([])
  expect(await events()).toHaveLength(2)
})

test("a reply that is delivered after the end is mailed all the same", async () => {
  const { store, issue, events } = await deskWith(submitted, answered, closed)
  const mails: Mail[] = []
  const send = mailing(store, async (mail) => ({ MessageId: `m-${mails.push(mail)}` }))
  await mailCustomer(send, issue)(await lastOf(events, "ReplyPosted"), invocation())
  expect(mails).toHaveLength(1)
  expect((await last(events)).type).toBe("NotificationSent")
})

test("other events are none of its business", async () => {
  const { mails, handle } = await mailed(submitted, answered)
  const [submission] = recorded([submitted])
  if (submission) await consumer("mail-customer", handle)({ Records: [published(submission)] }, invocation())
  expect(mails).toHaveLength(1)
})
