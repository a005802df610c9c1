import { expect, test } from "vitest"
import { causationTree } from "#cli/replay/causation-tree"
import type { Recorded } from "#schemas/recorded"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"

const history = (facts: Fact[], links: Partial<Recorded>[]): Recorded[] =>
  recorded(facts).map((event, index) => ({ ...event, ...links[index] }) as Recorded)

const indents = (text: string) => text.split("\n").map((each) => each.replace(/^ *\d+ {2}\S+ {2}(.*) \(.*\)$/, "$1"))

test("an effect stands indented below its cause, under the request that everything followed from", () => {
  const events = history(
    [submitted, classified, drafted, routed, assigned],
    [{}, { causationId: "c1.0" }, { causationId: "c1.0" }, { causationId: "c2.0" }, { correlationId: "corr-2" }],
  )
  expect(indents(causationTree(events))).toEqual([
    "corr-1",
    "TicketSubmitted",
    "  TicketClassified",
    "    TicketRouted",
    "  ResponseDrafted",
    "corr-2",
    "TicketAssigned",
  ])
})

test("events of one commit stand side by side, and their effects below them", () => {
  const commit = { commitId: "c1" }
  const events = history([submitted, routed, assigned], [commit, { ...commit, id: "c1.1" }, { causationId: "c1.1" }])
  expect(indents(causationTree(events))).toEqual(["corr-1", "TicketSubmitted", "TicketRouted", "  TicketAssigned"])
})

test("a cause that is not there is named", () => {
  const events = history([submitted, routed], [{}, { causationId: "elsewhere.0" }])
  expect(causationTree(events)).toMatch(/\ncorr-1 ← elsewhere\.0\n/)
})

test("each line tells the version, the time and the actor", () => {
  expect(causationTree(recorded([submitted]))).toMatch(
    / 1 {2}2026-01-02T03:01:00.000Z {2}TicketSubmitted \(agent Ann Archer\)/,
  )
})
