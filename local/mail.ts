import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { z } from "zod"
import type { Outbox } from "#local/outbox"
import { AwsError, answerError, readBody, type Service } from "#local/service"

const path = "/v2/email/outbound-emails"

/** How many people one mail may go to. */
const mostRecipients = 50

const text = z.object({ Data: z.string() })
const addresses = z.array(z.email()).default([])

const destination = z
  .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
  .transform(({ ToAddresses, CcAddresses, BccAddresses }) => [...ToAddresses, ...CcAddresses, ...BccAddresses])
  .refine((to) => to.length > 0 && to.length <= mostRecipients, { error: `needs 1 to ${mostRecipients} addresses` })

const simple = z.object({
  Subject: text,
  Body: z
    .object({ Text: text.optional(), Html: text.optional() })
    .refine(({ Text, Html }) => Text ?? Html, { error: "needs Text or Html" }),
})

const sendEmail = z.object({
  FromEmailAddress: z.email(),
  Destination: destination,
  Content: z.object({ Simple: simple }, { error: "The local SES sends Simple content only" }),
})

const parse = (body: Buffer): z.infer<typeof sendEmail> => {
  try {
    return sendEmail.parse(JSON.parse(body.toString("utf8")))
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : "The body is not JSON"
    throw new AwsError("BadRequestException", message)
  }
}

const checkOperation = ({ method, url }: IncomingMessage) => {
  const message = `The local SES has no operation ${method} ${url}`
  if (method !== "POST" || url !== path) throw new AwsError("UnknownOperationException", message, 404)
}

/**
 * Amazon SES v2: SendEmail with simple content. What is sent is in the outbox before it is answered, and goes nowhere
 * else. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export const mail = (outbox: Outbox): Service<"ses"> => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    checkOperation(request)
    const { FromEmailAddress, Destination, Content } = parse(await readBody(request))
    const { Subject, Body } = Content.Simple
    const id = randomUUID()
    outbox.add({
      id,
      at: new Date().toISOString(),
      kind: "email",
      to: Destination.join(", "),
      subject: Subject.Data,
      text: Body.Text?.Data ?? Body.Html?.Data ?? "",
      attributes: { from: FromEmailAddress, ...(Body.Html && { html: Body.Html.Data }) },
    })
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ MessageId: id }))
  }
  return {
    scope: "ses",
    handle: (request, response) => {
      answer(request, response).catch((error: unknown) => answerError(response, error))
    },
    close: async () => undefined,
  }
}
