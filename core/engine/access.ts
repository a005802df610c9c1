import type { Aggregate, Command } from "#core/engine/aggregate"
import { notAllowed, notFound } from "#core/engine/rejected"
import type { Actor, Role } from "#schemas/actor"
import { own } from "#schemas/own"
import type { Shapes } from "#schemas/recorded"

/** Who works at the desk. */
export const staff: readonly Role[] = ["agent", "admin"]
/** Who is a person. */
export const people: readonly Role[] = ["customer", ...staff]
/** The platform's own consumers. */
export const platform: readonly Role[] = ["system"]

export const mayEver = ({ rights }: { rights: readonly Role[] }, role: Role): boolean => rights.includes(role)

/** Whether this person may know that a customer's thing exists: everybody but another customer. */
export const sees = (actor: Pick<Actor, "role" | "id">, customerId: string): boolean =>
  actor.role !== "customer" || actor.id === customerId

type Asked<State> = { name: string; state: State; actor: Actor }

/**
 * Throws Rejected not-allowed, or that there is no such thing where the answer must not tell whether there is. A command
 * that opens a stream may be sent where there is none, by those who may: to all others nothing is there, ever.
 */
export const authorise = <State, E extends Shapes, Seen>(
  { category, commands, hidden, initial }: Aggregate<State, E, Seen>,
  { name, state, actor }: Asked<State>,
): void => {
  const command = own(commands, name)
  const opening = command?.opens === true && state === initial && mayEver(command, actor.role)
  if (!opening && hidden(actor, state)) throw notFound(category)
  if (!command || !mayEver(command, actor.role)) throw notAllowed(`The role ${actor.role} may not ${name}`)
}

/** The commands that this person may send now and that can change something, by as much of the state as is seen. */
export const offeredTo = <Seen, Name extends string>(
  commands: Readonly<Record<Name, Pick<Command<unknown, unknown, Seen>, "rights" | "offered">>>,
  role: Role,
  seen: Seen,
): Name[] =>
  (Object.keys(commands) as Name[]).filter(
    (name) => mayEver(commands[name], role) && commands[name].offered(seen, role),
  )
