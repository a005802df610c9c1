import type { Stream } from "#schemas/stream"

/** Where something lies, and what led to it where that is known. */
type Place = {
  stream: Stream
  version: number
  correlationId?: string | undefined
  causationId?: string | undefined
}

/** The JSON parser quotes the text, which may be about a person. */
const reasonOf = (cause: unknown): string => {
  if (cause instanceof SyntaxError) return "it is not JSON"
  return cause instanceof Error ? cause.message : String(cause)
}

/** Something stored that this code cannot read, however often it tries: newer than the code, damaged, or unknown. */
export class Unreadable extends Error {
  readonly stream: Stream
  /** Of the event, or of the first event of its commit. */
  readonly version: number
  /** Unknown where the commit itself cannot be read. */
  readonly correlationId: string | undefined
  readonly causationId: string | undefined
  constructor({ stream, version, correlationId, causationId }: Place, cause: unknown) {
    super(`${stream.id} version ${version} cannot be read: ${reasonOf(cause)}`, { cause })
    this.name = "Unreadable"
    this.stream = stream
    this.version = version
    this.correlationId = correlationId
    this.causationId = causationId
  }
}
