import * as z from "zod"
import { mayEver } from "#core/engine/access"
import type { Aggregate } from "#core/engine/aggregate"
import { Invalid, parse } from "#core/invalid"
import { aggregates } from "#core/registry"
import { HttpProblem } from "#functions/http/problem"
import { Role } from "#schemas/actor"
import { own } from "#schemas/own"

/** What a request is about: a stream of some kind, and one of its commands. */
export type Asked = { of: Aggregate; id: string; name: string }

/** Who outside the platform may send a command. */
export const senders = ({ commands }: Pick<Aggregate, "commands">, name: string): Role[] => {
  const command = own(commands, name)
  return Role.options.filter((role) => role !== "system" && command !== undefined && mayEver(command, role))
}

/** Tickets are submitted by POST /api/tickets, where their id, channel and time are decided. */
export const isPosted = (of: Aggregate, name: string): boolean =>
  name !== "submit-ticket" && Object.hasOwn(of.commands, name)

/** How the API calls the id of an aggregate: `ticketId`, for what was there first, and `id`. */
export const idName = ({ category }: Pick<Aggregate, "category">): string => (category === "ticket" ? "ticketId" : "id")

const Path = z.object({ collection: z.string(), id: z.string(), command: z.string() })

const idIn = (of: Aggregate, id: string): string => {
  const name = idName(of)
  return parse(z.object({ [name]: of.id }), { [name]: id })[name] ?? id
}

/** `/api/{collection}/{id}/{command}`. Throws Invalid, and HttpProblem where there is no such collection. */
export const askedBy = (path: unknown): Asked => {
  const { collection, id, command } = parse(Path, path)
  const of = aggregates.find((each) => each.collection === collection)
  if (!of) throw new HttpProblem(404, "not-found", `There is no collection ${collection}: /api/openapi.json lists them`)
  const asked = { of, id: idIn(of, id), name: command }
  if (isPosted(of, command)) return asked
  throw new Invalid([{ field: "command", message: "is not a command: /api/openapi.json lists them" }])
}
