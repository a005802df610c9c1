import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { z } from "zod"
import type { Outbox } from "#local/outbox"
import { AwsError, answerError, readBody, type Service } from "#local/service"

const Content = z.object({ Data: z.string() })

const SendEmail = z.object({
  FromEmailAddress: z.string().min(1),
  Destination: z.object({ ToAddresses: z.array(z.email()).min(1) }),
  Content: z.object({
    Simple: z.object({ Subject: Content, Body: z.object({ Text: Content.optional(), Html: Content.optional() }) }),
  }),
})

const parse = (body: Buffer) => {
  const result = SendEmail.safeParse(JSON.parse(body.toString("utf8") || "{}"))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AwsError("BadRequestException", `${issue?.path.join(".")}: ${issue?.message}`)
}

/**
 * Amazon SES v2's SendEmail with simple content; what is sent stays in the outbox.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export const mail = (outbox: Outbox): Service => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== "POST" || !request.url?.startsWith("/v2/email/outbound-emails"))
      throw new AwsError(
        "UnknownOperationException",
        `The local ses has no operation ${request.method} ${request.url}`,
        404,
      )
    const { FromEmailAddress, Destination, Content: sent } = parse(await readBody(request))
    const { Subject, Body } = sent.Simple
    const id = randomUUID()
    outbox.add({
      id,
      at: new Date().toISOString(),
      kind: "email",
      to: Destination.ToAddresses.join(", "),
      subject: Subject.Data,
      text: Body.Text?.Data ?? Body.Html?.Data ?? "",
      attributes: { from: FromEmailAddress },
    })
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ MessageId: id }))
  }
  return {
    scopes: ["ses"],
    handle: (request, response) => {
      answer(request, response).catch((error: unknown) => answerError(response, error))
    },
    close: async () => undefined,
  }
}
