/** Something stored that this code cannot read, however often it tries: newer than the code, damaged, or unknown. */
export class Unreadable extends Error {
  readonly ticketId: string
  /** Of the event, or of the first event of its commit. */
  readonly version: number
  constructor({ ticketId, version }: { ticketId: string; version: number }, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`${ticketId} version ${version} cannot be read: ${reason}`, { cause })
    this.name = "Unreadable"
    this.ticketId = ticketId
    this.version = version
  }
}
