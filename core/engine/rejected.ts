export type RejectionCode =
  | "ticket-not-found"
  | "ticket-exists"
  | "ticket-closed"
  | "ticket-not-resolved"
  | "ticket-not-paused"
  | "ticket-already-resolved"
  | "draft-not-found"
  | "not-allowed"

/** The domain said no. Carries a code that the API and the web translate, never an HTTP status. */
export class Rejected extends Error {
  readonly code: RejectionCode
  constructor(code: RejectionCode, message: string) {
    super(message)
    this.name = "Rejected"
    this.code = code
  }
}
