import { expect, test } from "vitest"
import { mailCustomer, mailing } from "#functions/consumers/mail-customer"
import { consumer } from "#functions/messaging/consumer"
import { onceOn } from "#functions/messaging/once"
import { deskWith, last } from "#test/support/desk"
import { answered } from "#test/support/facts"
import { localDynamodb } from "#test/support/local-dynamodb"
import { invocation, published } from "#test/support/queued"
import { submitted } from "#test/support/recorded"

const local = localDynamodb()

test("a mail that was sent is not sent again because recording it failed", async () => {
  const table = await local.table("ledger")
  const { store, issue, events } = await deskWith(submitted, answered)
  const once = onceOn({ client: local.client(), name: () => table })
  const outcomes = { mails: 0, failures: 1 }
  const send = mailing(store, async () => ({ MessageId: `m-${++outcomes.mails}` }))
  const handler = consumer(
    "mail-customer",
    mailCustomer(once("mail-customer", send), async (...command) => {
      if (outcomes.failures-- > 0) throw new Error("The store is down")
      return issue(...command)
    }),
  )
  const Records = [published(await last(events), "reply")]

  expect(await handler({ Records }, invocation())).toEqual({ batchItemFailures: [{ itemIdentifier: "reply" }] })
  expect(await handler({ Records }, invocation())).toEqual({ batchItemFailures: [] })
  expect(await handler({ Records }, invocation())).toEqual({ batchItemFailures: [] })
  expect(outcomes.mails).toBe(1)
  expect((await events()).slice(2)).toEqual([
    expect.objectContaining({ type: "NotificationSent", data: expect.objectContaining({ messageId: "m-1" }) }),
  ])
})
