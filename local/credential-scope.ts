import type { IncomingMessage } from "node:http"

const fromHeader = (request: IncomingMessage) => /Credential=([^,\s]+)/.exec(request.headers.authorization ?? "")?.[1]

const fromQuery = (request: IncomingMessage) =>
  new URL(request.url ?? "/", "http://local").searchParams.get("X-Amz-Credential")

/**
 * The service that a request was signed for: `SERVICE` of the credential `KEY/date/region/SERVICE/aws4_request`, in the
 * Authorization header or, for a presigned URL, in the query (AWS Signature Version 4). Undefined where neither is there.
 */
export const credentialScope = (request: IncomingMessage): string | undefined => {
  const credential = fromHeader(request) ?? fromQuery(request)
  const [terminator, service] = credential?.split("/").reverse() ?? []
  return terminator === "aws4_request" ? service : undefined
}
