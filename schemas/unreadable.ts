/** Where something lies, and what led to it where that is known. */
type Place = {
  ticketId: string
  version: number
  correlationId?: string | undefined
  causationId?: string | undefined
}

/** Something stored that this code cannot read, however often it tries: newer than the code, damaged, or unknown. */
export class Unreadable extends Error {
  readonly ticketId: string
  /** Of the event, or of the first event of its commit. */
  readonly version: number
  /** Unknown where the commit itself cannot be read. */
  readonly correlationId: string | undefined
  readonly causationId: string | undefined
  constructor({ ticketId, version, correlationId, causationId }: Place, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`${ticketId} version ${version} cannot be read: ${reason}`, { cause })
    this.name = "Unreadable"
    this.ticketId = ticketId
    this.version = version
    this.correlationId = correlationId
    this.causationId = causationId
  }
}
