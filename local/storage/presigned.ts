import type { IncomingMessage } from "node:http"

/** `20260102T030405Z` as epoch milliseconds; NaN where it is not such a time. */
const amzTime = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"))

/**
 * When a presigned URL ends, in epoch milliseconds, by Signature Version 4 or 2; NaN where its query does not say.
 * Undefined for a request that is not presigned.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export const presignedUntil = ({ url = "/" }: IncomingMessage): number | undefined => {
  const query = new URL(url, "http://local").searchParams
  const number = (name: string) => Number(query.get(name) ?? Number.NaN)
  if (query.has("X-Amz-Signature")) return amzTime(query.get("X-Amz-Date") ?? "") + number("X-Amz-Expires") * 1000
  return query.has("Signature") ? number("Expires") * 1000 : undefined
}
