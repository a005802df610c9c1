import type { CommitMetadata } from "#core/engine/event-store"
import type { Recorded } from "#schemas/recorded"
import type { EventType, Fact } from "#schemas/ticket/events"

/** Who acts, when and why. Passed in, so that a decision reads no clock and no ambient state. */
export type Context = CommitMetadata & {
  /** Where its sender chose a key for repeats: what the commit's id begins with. The rest tells one request from another. */
  key?: string | undefined
}

/** No facts means that nothing needs to change, which is a success. Throws Rejected. */
export type Decide<State, Input> = (state: State, input: Input, context: Context) => Fact[]
export type Evolve<State> = { [T in EventType]: (state: State, event: Recorded<T>) => State }

/** Replays events into state; the one place where `evolve` is dispatched. */
export const fold = <State>(evolve: Evolve<State>, initial: State, events: readonly Recorded[]): State =>
  events.reduce((state, event) => {
    const step = evolve[event.type] as (state: State, event: Recorded) => State
    return step(state, event)
  }, initial)
