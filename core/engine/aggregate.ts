import type * as z from "zod"
import type { CommitMetadata } from "#core/engine/event-store"
import type { RejectionKind } from "#core/engine/rejected"
import type { Actor, Role } from "#schemas/actor"
import type { FactOf, RecordedOf, Shapes } from "#schemas/recorded"
import type { Upcasters } from "#schemas/upcaster"

/** Who acts, when and why. Passed in, so that a decision reads no clock and no ambient state. */
export type Context = CommitMetadata & {
  /** Where its sender chose a key for repeats: what the commit's id begins with. The rest tells one request from another. */
  key?: string | undefined
  /** What a former version of the code called the same commit, so that what it did is not done again. */
  formerId?: string | undefined
}

/**
 * A request to change a stream: all that there is to know of it. `Seen` is as much of the state as decides what is
 * offered, which the read models have too.
 */
export type Command<State, Fact, Seen, Shape extends z.ZodType = z.ZodType> = {
  /** Of its input. */
  shape: Shape
  /** The roles that may send it. */
  rights: readonly Role[]
  /** It makes the stream, so that it may be sent where there is none. */
  opens?: true
  /** When it can change something. A law holds it against `decide`. */
  offered(seen: Seen, role: Role): boolean
  /** No facts means that nothing needs to change, which is a success. Throws Rejected. */
  decide(state: State, input: z.infer<Shape>, context: Context): Fact[]
}

/** Makes an aggregate's commands: infers each input from its shape, so that its rule is checked against it. */
export const commanding =
  <State, Fact, Seen>() =>
  <Shape extends z.ZodType>(command: Command<State, Fact, Seen, Shape>): Command<State, Fact, Seen, Shape> =>
    command

/** What each event makes of the state: exactly the aggregate's own, none left out. */
export type Evolve<State, E extends Shapes> = {
  [T in keyof E & string]: (state: State, event: RecordedOf<E, T>) => State
}

/** A kind of stream without its commands: its events and what they make of it, and who may know it. */
export type Nature<State = unknown, E extends Shapes = Shapes> = {
  /** The first part of every stream's name, and of its key in the event table. */
  category: string
  /** Where its streams are found in the HTTP API: `/api/<collection>/{id}/<command>`. */
  collection: string
  /** Of a stream's id. */
  id: z.ZodType<string>
  /** In their current version. A name is never reused, a shape never edited. */
  events: E
  upcasters: Upcasters
  initial: State
  evolve(state: State, event: RecordedOf<E>): State
  /** Whether this person must not learn that there is such a stream. */
  hidden(actor: Actor, state: State): boolean
  /** How the rules' refusals are to be understood, by their codes. */
  refusals: Readonly<Record<string, RejectionKind>>
  /**
   * A hash of all that makes a state out of stored events. A snapshot with another stamp is ignored, so that a changed
   * fold never goes on from what an old one made. Aggregates whose streams stay short have none, and no snapshots.
   */
  stamp?: string
}

type Commands<State, E extends Shapes, Seen> = Readonly<Record<string, Command<State, FactOf<E>, Seen>>>

/** A kind of stream. */
export type Aggregate<
  State = unknown,
  E extends Shapes = Shapes,
  Seen = unknown,
  Named extends Commands<State, E, Seen> = Commands<State, E, Seen>,
> = Nature<State, E> & { commands: Named }

/** Infers the types, and keeps the names of the commands. */
export const aggregate = <State, E extends Shapes, Seen, Named extends Commands<State, E, Seen>>(
  definition: Aggregate<State, E, Seen, Named>,
): Aggregate<State, E, Seen, Named> => definition

export type CommandNameOf<A extends { commands: object }> = keyof A["commands"] & string

/** The one place where tables of events' effects are dispatched. */
export const evolving =
  <State, E extends Shapes>(table: Evolve<State, E>) =>
  (state: State, event: RecordedOf<E>): State => {
    const step = table[event.type] as (state: State, event: RecordedOf<E>) => State
    return step(state, event)
  }

/** Replays events into state. */
export const fold = <State, E extends Shapes>(
  { evolve, initial }: Pick<Nature<State, E>, "evolve" | "initial">,
  events: readonly RecordedOf<E>[],
  from: State = initial,
): State => events.reduce((state, event) => evolve(state, event), from)
