import * as z from "zod"
import { mayEver } from "#core/engine/access"
import { notAllowed } from "#core/engine/rejected"
import { Role } from "#schemas/actor"

/** What a route is to those who call it: it is parsed, guarded and documented by this one description. */
export type Route<Path extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType> = {
  summary: string
  /** Who may call it; whom the answer is about decides the rest. `anybody` needs no token. */
  for: readonly Role[] | "anybody"
  path: Path
  query: Query
  /** What is sent, where something is. */
  body?: z.ZodType
  /** What is answered, under the name that the document gives the shape. */
  answer: { name: string; shape: z.ZodType }
  /** What customers are answered, where it is less. */
  toCustomers?: { name: string; shape: z.ZodType }
  /** 200 unless given. */
  status?: number
  /** Answers of another status that are no problem document. */
  also?: Readonly<Record<number, string>>
  /** Request headers beside those of every route. */
  headers?: readonly ("Idempotency-Key" | "X-Correlation-Id" | "If-Match")[]
  /** The answer carries the version as ETag. */
  etag?: true
}

export const noInput = z.object({})

/** Everybody who has a token. */
export const signedIn: readonly Role[] = Role.options

/** Infers what is parsed, so that the handler is checked against it. */
export const route = <Path extends z.ZodType, Query extends z.ZodType>(
  definition: Route<Path, Query>,
): Route<Path, Query> => definition

/** Throws Rejected not-allowed where the route is not for this role. */
export const guard = ({ for: roles, summary }: Pick<Route, "for" | "summary">, role: Role): void => {
  if (roles !== "anybody" && !mayEver({ rights: roles }, role))
    throw notAllowed(`The role ${role} may not ask for this: ${summary}`)
}
