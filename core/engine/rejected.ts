/** What a refusal means to whoever asked, whatever its code: the edge translates it. */
export type RejectionKind = "not-found" | "conflict" | "not-allowed"

/** The domain said no. Carries a code that the API and the web translate, never an HTTP status. */
export class Rejected extends Error {
  readonly kind: RejectionKind
  /** Stable, for programs. */
  readonly code: string
  constructor(kind: RejectionKind, code: string, message: string) {
    super(message)
    this.name = "Rejected"
    this.kind = kind
    this.code = code
  }
}

/** Refusals of an aggregate by its own list of codes, so that none is thrown that the list does not hold. */
export const refusing =
  <Code extends string>(kinds: Readonly<Record<Code, RejectionKind>>) =>
  (code: Code, message: string): Rejected =>
    new Rejected(kinds[code], code, message)

export const notAllowed = (message: string): Rejected => new Rejected("not-allowed", "not-allowed", message)

/** There is no such thing, or the caller must not learn that there is. */
export const notFound = (category: string): Rejected =>
  new Rejected("not-found", `${category}-not-found`, `There is no such ${category.replaceAll("-", " ")}`)
