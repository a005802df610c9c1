import type { Aggregate } from "#core/engine/aggregate"
import type { Actor } from "#schemas/actor"
import type { FactOf, Shapes } from "#schemas/recorded"
import { admin, agent, customer, integration, stranger, system } from "#test/support/actors"

/** `stranger` is a customer whose stream it is not; where streams belong to nobody, `customer` is one too. */
export const actors = { customer, stranger, agent, admin, integration, system } satisfies Record<string, Actor>
export type Who = keyof typeof actors

export type Verdict = "allowed" | "not-allowed" | "not-found"

/** Who may send which command of an aggregate to a stream that exists. */
export type AccessTable<Name extends string = string> = {
  of: Aggregate
  /** Facts that make such a stream, `customer`'s own where there are owners. */
  past: readonly FactOf<Shapes>[]
  /** A row per command: leave one out and the table does not compile. */
  rows: Readonly<Record<Name, Readonly<Record<Who, Verdict>>>>
}

export const yes = "allowed"
export const no = "not-allowed"
export const hidden = "not-found"
