import { tickets } from "../cli/seed/generate.ts"
import type { Context } from "../core/engine/aggregate.ts"
import { customerIdOf } from "../functions/lib/customer-id.ts"
import type { TicketFact as Fact } from "../schemas/ticket/events.ts"

/** The same for everybody: events of some 600 bytes, of realistic text, with the same metadata. Letters of a text. */
const length = 400
const at = new Date("2026-01-02T03:04:05.000Z")

const descriptions = tickets({ seed: "bench", count: 256, at }).map(({ data }) => data.description)
const all = [...descriptions, ...descriptions].join(" ")
const starts = descriptions.map((_, index) => descriptions.slice(0, index).join(" ").length + Math.min(index, 1))

const textOf = (index: number, letters: number): string => {
  const start = starts[index % starts.length] ?? 0
  return all.slice(start, start + letters)
}

const submitted = (letters: number): Fact => ({
  type: "TicketSubmitted",
  data: {
    customer: { id: customerIdOf("c@example.com"), firstName: "Cora", lastName: "Customer", email: "c@example.com" },
    product: "Router X2",
    issueType: "Connection",
    subject: "No connection",
    description: textOf(0, letters),
    channel: "portal",
    submittedAt: at.toISOString(),
  },
})

const reply = (index: number, letters: number): Fact => ({
  type: "ReplyPosted",
  data: { text: textOf(index, letters), from: index % 2 === 0 ? "customer" : "agent" },
})

/** The facts of a ticket's life that follow its first `version` ones: submitted, then one reply after the other. */
export const factsAfter = (version: number, count: number, letters = length): Fact[] =>
  Array.from({ length: count }, (_, index) =>
    version + index === 0 ? submitted(letters) : reply(version + index, letters),
  )

/** Who and why, as every command carries it. */
export const contextOf = (commitId: string): Context => ({
  commitId,
  at: at.toISOString(),
  actor: { role: "agent", id: "agt-ann", name: "Ann Archer" },
  correlationId: "00000000-0000-4000-8000-000000000000",
})

/** Events of the commands of a life, over and over. */
export const pattern = [1, 1, 3]

/** Sizes of the commands of a life of so many events. */
export const commandsOf = (events: number): number[] => {
  const counts: number[] = []
  for (let left = events; left > 0; left -= counts.at(-1) ?? left)
    counts.push(Math.min(left, pattern[counts.length % pattern.length] ?? 1))
  return counts
}
