import { authorise } from "#core/engine/access"
import type { Aggregate, Context } from "#core/engine/aggregate"
import { Conflict, type Current, type EventStore } from "#core/engine/event-store"
import { parse } from "#core/invalid"
import { own } from "#schemas/own"
import type { FactOf, Shapes } from "#schemas/recorded"

/** Attempts before a contended command gives up with Conflict. */
const attempts = 5

/** A request to change a stream. */
export type Request<State = unknown, Name extends string = string> = {
  id: string
  name: Name
  /** As it arrives, not checked yet; or made from the state that the decision is made on, each time that it is made. */
  input: unknown | ((state: State) => unknown)
  /** Only at this version (HTTP If-Match): a stream that moved on is a Stale, and is not decided again. */
  onlyAt?: number | undefined
  context: Context
}

/** What `execute` needs from the outside. `pause` waits between attempts, with jitter; attempts count from 1. */
export type Desk = { store: EventStore; pause: (attempt: number) => Promise<void> }

/** The caller decided on a version that is no longer the stream's. */
export class Stale extends Error {
  readonly version: number
  constructor(id: string, expected: number, version: number) {
    super(`${id} is at version ${version}, not ${expected}: reload it`)
    this.name = "Stale"
    this.version = version
  }
}

/** The sender's key for repeats belongs to a command that was executed before and was another one. */
export class KeyReused extends Error {
  constructor(id: string) {
    super(`This Idempotency-Key was used for another request to ${id}: take a new key for each request`)
    this.name = "KeyReused"
  }
}

type Answers = Pick<Current<unknown>, "answered" | "usedKey">

/** The version that this command led to when it was executed before, or undefined. Throws KeyReused. */
const done = ({ answered, usedKey }: Answers, id: string, { commitId, formerId, key }: Context): number | undefined => {
  const before = answered(commitId) ?? (formerId === undefined ? undefined : answered(formerId))
  if (before === undefined && key !== undefined && usedKey(key)) throw new KeyReused(id)
  return before
}

const isMade = <State>(input: unknown): input is (state: State) => unknown => typeof input === "function"

/** What the rule decides on this state. The input is checked by the command's shape, if that was not done before. */
type Rule<State, E extends Shapes> = (state: State) => FactOf<E>[]

const ruleOf = <State, E extends Shapes, Seen>(
  { category, commands }: Aggregate<State, E, Seen>,
  { name, input, context }: Request<State>,
): Rule<State, E> => {
  const command = own(commands, name)
  if (!command) throw new Error(`${name} is not a command of a ${category}`)
  if (isMade<State>(input)) return (state) => command.decide(state, parse(command.shape, input(state)), context)
  const checked = parse(command.shape, input)
  return (state) => command.decide(state, checked, context)
}

const attempt = async <State, E extends Shapes, Seen>(
  { store }: Desk,
  of: Aggregate<State, E, Seen>,
  { rule, request }: { rule: Rule<State, E>; request: Request<State> },
): Promise<number> => {
  const { id, name, onlyAt, context } = request
  const current = await store.current(of, id)
  const { state, version } = current
  // Before anything else, so that no other answer tells them more.
  authorise(of, { name, state, actor: context.actor })
  const before = done(current, id, context)
  if (before !== undefined) return before
  if (onlyAt !== undefined && onlyAt !== version) throw new Stale(id, onlyAt, version)
  const facts = rule(state)
  if (facts.length === 0) return version
  const { key: _, formerId: __, ...metadata } = context
  return store.append(of, { ...metadata, id, expected: version, facts })
}

/**
 * Load, decide, append; returns the stream's version afterwards. A command that was executed before (the `commitId` of
 * one of the last 200 commits) answers as it did then. A concurrent write is answered by deciding again on fresh state,
 * up to 5 times. Throws Invalid, Rejected, Stale, KeyReused, TooLarge, and Conflict when every attempt was beaten.
 */
export const execute = async <State, E extends Shapes, Seen, Named extends Aggregate<State, E, Seen>["commands"]>(
  desk: Desk,
  of: Aggregate<State, E, Seen, Named>,
  request: Request<State, keyof Named & string>,
): Promise<number> => {
  const rule = ruleOf(of, request)
  for (let round = 1; ; round++) {
    try {
      return await attempt(desk, of, { rule, request })
    } catch (error) {
      if (!(error instanceof Conflict) || round === attempts) throw error
      await desk.pause(round)
    }
  }
}
