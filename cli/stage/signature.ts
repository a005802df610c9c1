import { createHash, createHmac } from "node:crypto"

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined }

/** A POST to the root of a service's endpoint. Header names are in lower case. */
export type Unsigned = { host: string; headers: Record<string, string>; body: string }

export type Scope = { service: string; region: string; credentials: Credentials; now: Date }

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest()

const canonical = ({ headers, body }: Unsigned, signed: readonly string[]) =>
  [
    "POST",
    "/",
    "",
    ...signed.map((name) => `${name}:${headers[name]?.trim() ?? ""}`),
    "",
    signed.join(";"),
    sha256(body),
  ].join("\n")

const keyFor = ({ service, region, credentials }: Scope, day: string) =>
  [day, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`)

/**
 * The headers that let AWS know who asks: Signature Version 4.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const signedHeaders = (request: Unsigned, scope: Scope): Record<string, string> => {
  const { credentials, service, region, now } = scope
  const time = now.toISOString().replace(/[:-]|\.\d{3}/g, "")
  const day = time.slice(0, 8)
  const token = credentials.sessionToken
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.host,
    "x-amz-date": time,
    ...(token && { "x-amz-security-token": token }),
  }
  const signed = Object.keys(headers).sort()
  const place = `${day}/${region}/${service}/aws4_request`
  const toSign = ["AWS4-HMAC-SHA256", time, place, sha256(canonical({ ...request, headers }, signed))].join("\n")
  const Signature = hmac(keyFor(scope, day), toSign).toString("hex")
  const parts = [`Credential=${credentials.accessKeyId}/${place}`, `SignedHeaders=${signed.join(";")}`]
  return { ...headers, authorization: `AWS4-HMAC-SHA256 ${[...parts, `Signature=${Signature}`].join(", ")}` }
}
