import fc from "fast-check"
import { authorise } from "#core/engine/access"
import { type Aggregate, fold } from "#core/engine/aggregate"
import { Rejected } from "#core/engine/rejected"
import { Invalid, parse } from "#core/invalid"
import type { Actor } from "#schemas/actor"
import type { FactOf, Shapes } from "#schemas/recorded"
import { admin, agent, customer, integration, stranger, system } from "#test/support/actors"
import { context } from "#test/support/given"
import { recordedOf } from "#test/support/recorded"

export type Fact = FactOf<Shapes>
export type Sent = { actor: Actor; name: string; input: unknown }

/** How a command is put to the test. */
export type Trial<State> = {
  /** What anybody may send, mostly of the right shape. */
  inputs: fc.Arbitrary<unknown>
  /** Inputs of which one changes something wherever a person can change anything by this command. */
  tries(state: State): readonly unknown[]
  /** Sent again it happens again, as people's words do. */
  repeats?: true
}

/** Everything that may happen to streams of a kind. */
export type Tale<State = unknown, Name extends string = string> = {
  of: Aggregate
  opening: Sent
  /** One per command: leave one out and the tale does not compile. */
  trials: Readonly<Record<Name, Trial<State>>>
  /** As much as decides what is offered; undefined where nobody is offered anything. */
  seen(state: State): unknown
}

export const trialOf = (inputs: fc.Arbitrary<unknown>, ...tries: unknown[]): Trial<unknown> => ({
  inputs,
  tries: () => tries,
})

type Told = [readonly Sent[], readonly Sent[]]

/** Nearly all begin with a stream; in the others, commands come before there is one. */
const stories = ({ trials, opening }: Tale): fc.Arbitrary<Told> => {
  const actor = fc.constantFrom(agent, agent, admin, customer, system, system, stranger, integration)
  const sent = fc
    .tuple(actor, fc.constantFrom(...Object.entries(trials)))
    .chain(([who, [name, { inputs }]]) => inputs.map((input): Sent => ({ actor: who, name, input })))
  return fc.tuple(
    fc.constantFrom([opening], [opening], [opening], []),
    fc.array(sent, { minLength: 10, maxLength: 40, size: "max" }),
  )
}

const decide = ({ commands, ...of }: Aggregate, state: unknown, { actor, name, input }: Sent): Fact[] => {
  const command = commands[name]
  if (!command) throw new Error(`${name} is not a command of a ${of.category}`)
  const checked = parse(command.shape, input)
  authorise({ ...of, commands }, { name, state, actor })
  return command.decide(state, checked, context(actor))
}

/** The facts, or undefined where the command is refused. Everything else that is thrown is a fault. */
export const said = ({ of }: Pick<Tale, "of">, state: unknown, sent: Sent): Fact[] | undefined => {
  try {
    return decide(of, state, sent)
  } catch (error) {
    if (error instanceof Rejected || error instanceof Invalid) return undefined
    throw error
  }
}

export type Step<State> = { command: Sent; before: State; facts: Fact[] | undefined; after: State }

/** Plays a story; every accepted fact is evolved, one version each. */
const play = <State>({ of }: Tale<State>, [first, rest]: Told): Step<State>[] => {
  let state = of.initial
  let version = 0
  return [...first, ...rest].map((command) => {
    const before = state
    const facts = said({ of }, before, command)
    state = fold(of, recordedOf(of, facts ?? [], { from: version + 1, id: `${of.category}-1` }), before)
    version += facts?.length ?? 0
    // The aggregate's own fold made both.
    return { command, before: before as State, facts, after: state as State }
  })
}

/** Whatever happens, it holds after each step. */
export const always = <State>(tale: Tale<State>, holds: (step: Step<State>) => void, numRuns = 200) =>
  fc.assert(
    fc.property(stories(tale), (told) => {
      for (const step of play(tale, told)) holds(step)
    }),
    { numRuns },
  )
