import { randomUUID } from "node:crypto"
import type { Aggregate } from "#core/engine/aggregate"
import { macro } from "#core/macro/macro"
import { ticket } from "#core/ticket/ticket"
import type { FactOf, Recorded, Shapes } from "#schemas/recorded"
import { closed, felt, onHold, resolved, resumed } from "#test/support/facts"
import { assigned, classified, drafted, routed, submitted } from "#test/support/recorded"

export type Fact = FactOf<Shapes>

/** The kind of stream that a store is held to its promises by. */
export type Subject = {
  of: Aggregate
  newId: () => string
  /** The fact that a stream begins with. */
  opening: Fact
  /** Some other fact, and one that says a text. */
  other: Fact
  saying: (text: string) => Fact
  said: (event: Recorded | undefined) => unknown
  /** Facts that may follow in any order. */
  happenings: readonly Fact[]
}

const textIn = (field: string) => (event: Recorded | undefined) => Object(event?.data)[field]

const note = (text: string): Fact => ({ type: "NoteAdded", data: { text } })

const told = (about: string): Fact => ({
  type: "NotificationSent",
  data: { channel: "email", audience: "customer", about, messageId: "m" },
})

export const ofTickets: Subject = {
  of: ticket,
  newId: () => `TKT-${randomUUID()}`,
  opening: submitted,
  other: assigned,
  saying: note,
  said: textIn("text"),
  happenings: [felt, classified, drafted, routed, assigned, onHold, resumed, resolved, closed, note("n"), told("e")],
}

const changed = (reply: string): Fact => ({ type: "MacroChanged", data: { name: "Greeting", reply, actions: [] } })
const archived: Fact = { type: "MacroArchived", data: {} }

export const ofMacros: Subject = {
  of: macro,
  newId: () => `mac_${randomUUID()}`,
  opening: {
    type: "MacroCreated",
    data: { name: "Greeting", actions: [{ command: "change-priority", input: { priority: "LOW" } }] },
  },
  other: archived,
  saying: changed,
  said: textIn("reply"),
  happenings: [changed("Hello {{customer.firstName}}"), archived],
}
