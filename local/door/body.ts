import type { IncomingMessage } from "node:http"

/** API Gateway's limit for HTTP APIs, in bytes. */
const largestBody = 10 * 1024 * 1024

/**
 * The whole body, `undefined` where it is over the limit. Reads to the end in any case, so that the sender gets to
 * read the answer.
 */
export const wholeBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  let chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    size += part.length
    if (size > largestBody) chunks = []
    else chunks.push(part)
  }
  return size > largestBody ? undefined : Buffer.concat(chunks)
}
