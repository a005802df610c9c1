import * as z from "zod"
import { check, type Issue } from "#core/invalid"
import { messageReceivedAt, type TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

/** What came in: a ticket, somebody else's message, or a ticket that cannot be read, with the reasons. */
export type Read =
  | { kind: "ticket"; message: TicketSubmittedMessage }
  | { kind: "other" }
  | { kind: "malformed"; reasons: Issue[] }

const Named = z.object({ eventName: z.literal("TicketSubmitted") })

/** A message that is meant to be a ticket. `receivedAt` is when it came in, epoch milliseconds. */
export const readTicket = (raw: unknown, receivedAt: number): Read => {
  const checked = check(messageReceivedAt(receivedAt), raw)
  return "issues" in checked
    ? { kind: "malformed", reasons: checked.issues }
    : { kind: "ticket", message: checked.value }
}

/** RFC 8259, section 8.1: JSON between systems is UTF-8. A byte order mark is skipped. */
const utf8 = new TextDecoder("utf-8", { fatal: true })

const jsonOf = (bytes: Uint8Array): { raw: unknown } | { wrong: string } => {
  try {
    const text = utf8.decode(bytes)
    return { raw: JSON.parse(text) }
  } catch (error) {
    // The parser's own message quotes the text, which may be about a person.
    return { wrong: error instanceof SyntaxError ? "is not JSON" : "is not UTF-8 text" }
  }
}

/** A record of a stream that others may use too: JSON with another `eventName`, or none, is not ours. */
export const readRecord = (bytes: Uint8Array, receivedAt: number): Read => {
  const json = jsonOf(bytes)
  if ("wrong" in json) return { kind: "malformed", reasons: [{ field: "", message: json.wrong }] }
  return Named.safeParse(json.raw).success ? readTicket(json.raw, receivedAt) : { kind: "other" }
}
