import { describe, expect, test } from "vitest"
import { offeredTo } from "#core/engine/access"
import { aggregates } from "#core/registry"
import type { Actor } from "#schemas/actor"
import { macroTale } from "#test/core/laws/macros"
import { always, said, type Tale } from "#test/core/laws/tale"
import { ticketTale } from "#test/core/laws/tickets"
import { admin, agent, customer, integration, stranger } from "#test/support/actors"

const tales: readonly Tale[] = [ticketTale, macroTale]

test("there is a tale for every aggregate", () => {
  const without = aggregates.filter((each) => !tales.some(({ of }) => of === each)).map(({ category }) => category)
  expect(without, "Add a tale like test/core/laws/macros.ts for each of these, and name it here").toEqual([])
})

test("there is a trial for every command", () => {
  for (const { of, trials } of tales)
    expect(Object.keys(trials).sort(), `Add the missing trials to the tale of ${of.category}`).toEqual(
      Object.keys(of.commands).sort(),
    )
})

const people = [agent, admin, customer, stranger, integration]

/** The commands of this person that change something if they are sent now. */
const effective = (tale: Tale, state: unknown, actor: Actor): string[] =>
  Object.entries(tale.trials)
    .filter(([name, { tries }]) => tries(state).some((input) => said(tale, state, { actor, name, input })?.length))
    .map(([name]) => name)

const offered = ({ of }: Tale, { state, sight }: { state: unknown; sight: unknown }, person: Actor): string[] =>
  of.hidden(person, state) ? [] : offeredTo(of.commands, person.role, sight)

describe.each(tales)("$of.category", (tale) => {
  const { of, trials, seen } = tale

  test("whatever anybody sends in whatever order is decided or refused, and every fact can be stored", () => {
    expect.hasAssertions()
    always(tale, ({ facts }) => {
      for (const { type, data } of facts ?? []) expect(of.events[type]?.safeParse(data).success).toBe(true)
    })
  })

  test("a command that was just accepted changes nothing more, except what people write", () => {
    expect.hasAssertions()
    always(tale, ({ command, facts, after }) => {
      if (!facts || trials[command.name]?.repeats) return
      expect(said(tale, after, command)).toEqual([])
    })
  })

  test("what is offered to a person is exactly what can change something", () => {
    expect.hasAssertions()
    always(
      tale,
      ({ after }) => {
        const sight = seen(after)
        if (sight === undefined) return
        for (const person of people)
          expect(effective(tale, after, person).sort()).toEqual(offered(tale, { state: after, sight }, person).sort())
      },
      40,
    )
  })
})
