import type { IncomingMessage } from "node:http"

const fromHeader = (request: IncomingMessage) => /Credential=([^,\s]+)/.exec(request.headers.authorization ?? "")?.[1]

const queryOf = (request: IncomingMessage) => new URL(request.url ?? "/", "http://local").searchParams

/**
 * The service that a request was signed for: `SERVICE` of the credential `KEY/date/region/SERVICE/aws4_request`, in the
 * Authorization header or, for a presigned URL, in the query (AWS Signature Version 4). Only S3 still takes Version 2,
 * which names no service; boto3 and the AWS CLI presign by it unless told otherwise. Undefined where nothing is signed.
 */
export const credentialScope = (request: IncomingMessage): string | undefined => {
  const query = queryOf(request)
  const credential = fromHeader(request) ?? query.get("X-Amz-Credential")
  const [terminator, service] = credential?.split("/").reverse() ?? []
  if (terminator === "aws4_request") return service
  return query.has("AWSAccessKeyId") && query.has("Signature") ? "s3" : undefined
}
