import { expect } from "vitest"
import { authorise } from "#core/engine/access"
import { type Command, type Context, fold } from "#core/engine/aggregate"
import { parse } from "#core/invalid"
import type { Offerable } from "#core/ticket/offerable"
import type { Ticket } from "#core/ticket/state"
import { ticket } from "#core/ticket/ticket"
import type { Actor } from "#schemas/actor"
import type { CommandName, InputOf } from "#schemas/ticket/commands"
import type { TicketFact as Fact, TicketEvent } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { recorded } from "#test/support/recorded"

export const context = (actor: Actor = agent): Context => ({
  commitId: "commit-1",
  at: "2026-01-02T09:00:00.000Z",
  actor,
  correlationId: "corr-1",
})

/** What a command does to a ticket with this history, through the door that all commands take: shape, access, rule. */
export const after = (history: readonly TicketEvent[]) => ({
  when: <N extends CommandName>(name: N, input: InputOf<N>, actor: Actor = agent) => {
    const decide = (): Fact[] => {
      const command: Command<Ticket, Fact, Offerable> = ticket.commands[name]
      const state = fold(ticket, history)
      const checked = parse(command.shape, input)
      authorise(ticket, { name, state, actor })
      return command.decide(state, checked, context(actor))
    }
    return {
      then: (...expected: Fact[]) => expect(decide()).toEqual(expected),
      rejected: (code: string, says: RegExp = /./) =>
        expect(decide).toThrow(expect.objectContaining({ code, message: expect.stringMatching(says) })),
    }
  },
})

/**
 * `given(…past facts).when("assign-ticket", input, actor).then(…new facts)`, or `.then()` for no facts, or
 * `.rejected(code)`. Past facts are commits of one event each: the third has the id `c3.0`.
 */
export const given = (...past: Fact[]) => after(recorded(past))
