import { expect } from "vitest"
import type * as z from "zod"
import { authorise } from "#core/engine/access"
import { type Aggregate, type Command, type Context, fold } from "#core/engine/aggregate"
import { parse } from "#core/invalid"
import { ticket } from "#core/ticket/ticket"
import type { Actor } from "#schemas/actor"
import type { FactOf, RecordedOf, Shapes } from "#schemas/recorded"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { recorded } from "#test/support/recorded"

export const context = (actor: Actor = agent): Context => ({
  commitId: "commit-1",
  at: "2026-01-02T09:00:00.000Z",
  actor,
  correlationId: "corr-1",
})

/** What a command does to a stream with this history, through the door that all commands take: shape, access, rule. */
export const deciding =
  <State, E extends Shapes, Seen, Named extends Aggregate<State, E, Seen>["commands"]>(
    of: Aggregate<State, E, Seen, Named>,
  ) =>
  (history: readonly RecordedOf<E>[]) => ({
    when: <N extends keyof Named & string>(name: N, input: z.input<Named[N]["shape"]>, actor: Actor = agent) => {
      const decide = (): FactOf<E>[] => {
        const command: Command<State, FactOf<E>, Seen> | undefined = of.commands[name]
        if (!command) throw new Error(`${name} is not a command of a ${of.category}`)
        const state = fold(of, history)
        const checked = parse(command.shape, input)
        authorise(of, { name, state, actor })
        return command.decide(state, checked, context(actor))
      }
      return {
        then: (...expected: FactOf<E>[]) => expect(decide()).toEqual(expected),
        rejected: (code: string, says: RegExp = /./) =>
          expect(decide).toThrow(expect.objectContaining({ code, message: expect.stringMatching(says) })),
        /** The input is refused before anything is decided, by a field and what is wrong with it. */
        invalid: (field: string, says: RegExp = /./) =>
          expect(decide).toThrow(
            expect.objectContaining({
              issues: expect.arrayContaining([{ field, message: expect.stringMatching(says) }]),
            }),
          ),
      }
    },
  })

/** The same of a ticket. */
export const after = deciding(ticket)

/**
 * `given(…past facts).when("assign-ticket", input, actor).then(…new facts)`, or `.then()` for no facts, or
 * `.rejected(code)`. Past facts are commits of one event each: the third has the id `c3.0`.
 */
export const given = (...past: Fact[]) => after(recorded(past))
