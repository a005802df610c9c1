import { GetAccountCommand, SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2"
import { expect, onTestFinished, test } from "vitest"
import { credentials } from "#local/clients"
import { mail } from "#local/mail"
import { openOutbox } from "#local/outbox"
import { openState } from "#local/state"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const started = async () => {
  const outbox = openOutbox(openState(await temporaryFolder()))
  const { url } = await localAws(mail(outbox))
  const ses = new SESv2Client({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 })
  onTestFinished(() => ses.destroy())
  return { ses, outbox }
}

const reply: SendEmailCommandInput = {
  FromEmailAddress: "desk@ledgerdesk.example",
  Destination: { ToAddresses: ["ada@customer.example"], CcAddresses: ["bob@customer.example"] },
  Content: {
    Simple: {
      Subject: { Data: "Re: Drücker 😀" },
      Body: { Text: { Data: "Try again." }, Html: { Data: "<p>Try again.</p>" } },
    },
  },
}

test("a mail is in the outbox when it is answered", async () => {
  const { ses, outbox } = await started()
  const { MessageId } = await ses.send(new SendEmailCommand(reply))
  expect(outbox.list()).toEqual([
    {
      id: MessageId,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      kind: "email",
      to: "ada@customer.example, bob@customer.example",
      subject: "Re: Drücker 😀",
      text: "Try again.",
      attributes: { from: "desk@ledgerdesk.example", html: "<p>Try again.</p>" },
    },
  ])
})

const bad: [string, Partial<SendEmailCommandInput>, RegExp][] = [
  ["without a sender", { FromEmailAddress: undefined }, /FromEmailAddress/],
  ["to nobody", { Destination: { ToAddresses: [] } }, /needs 1 to 50 addresses/],
  ["to what is no address", { Destination: { ToAddresses: ["ada"] } }, /Destination\.ToAddresses\[0\]/],
  ["without a body", { Content: { Simple: { Subject: { Data: "a" }, Body: {} } } }, /needs Text or Html/],
  ["of raw content", { Content: { Raw: { Data: Uint8Array.of(1) } } }, /Content\.Simple/],
]

test.each(bad)("a mail %s is refused", async (_, changes, message) => {
  const { ses, outbox } = await started()
  const refused = { name: "BadRequestException", message: expect.stringMatching(message) }
  await expect(ses.send(new SendEmailCommand({ ...reply, ...changes }))).rejects.toMatchObject(refused)
  expect(outbox.list()).toEqual([])
})

test("another operation is refused by name", async () => {
  const { ses } = await started()
  await expect(ses.send(new GetAccountCommand())).rejects.toMatchObject({ name: "UnknownOperationException" })
})
