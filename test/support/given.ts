import { expect } from "vitest"
import { type Context, fold } from "#core/engine/decider"
import { command } from "#core/ticket/command"
import { evolve, initial } from "#core/ticket/state"
import type { Actor } from "#schemas/actor"
import type { Recorded } from "#schemas/recorded"
import type { CommandName, InputOf } from "#schemas/ticket/commands"
import type { Fact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { recorded } from "#test/support/recorded"

export const context = (actor: Actor = agent): Context => ({
  commitId: "commit-1",
  at: "2026-01-02T09:00:00.000Z",
  actor,
  correlationId: "corr-1",
})

/** What a command does to a ticket with this history, through the door that all commands take: shape, access, rule. */
export const after = (history: readonly Recorded[]) => ({
  when: <N extends CommandName>(name: N, input: InputOf<N>, actor: Actor = agent) => {
    const decide = (): Fact[] => {
      const ticket = fold(evolve, initial, history)
      const { authorise, decide } = command({ ticketId: history[0]?.ticketId ?? "TKT-1", name, input })
      authorise?.(ticket, context(actor))
      return decide(ticket, context(actor))
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
