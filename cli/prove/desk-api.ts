import { z } from "zod"
import { functions } from "#functions/manifest"
import { routeTable } from "#local/door/routes"

/** The HTTP API as one signed-in person sees it. */
export type DeskApi = {
  get: <S extends z.ZodType>(path: string, shape: S) => Promise<z.infer<S>>
  post: (path: string, body: unknown) => Promise<{ ticketId: string; version: number }>
}

const Accepted = z.object({ ticketId: z.string(), version: z.number() })

const routes = routeTable(functions)

/** What to say of a request that was refused: where it failed inside, the function to look at. */
const refusal = (method: string, { url, status }: Response, text: string): string => {
  const { pathname } = new URL(url)
  const match = status >= 500 ? routes(method, pathname) : undefined
  const reason = match ? `: is ${match.route.name} running?` : ` ${text.slice(0, 200)}`
  return `${method} ${pathname} answered ${status}${reason}`
}

/** There is no such thing, or not yet. */
export class NotFound extends Error {}

/** How long a request may take, in milliseconds. */
const limit = 10_000

/** What a request answered. Throws where that is an error, or takes longer than `within` milliseconds. */
export const read = async (url: string, init: RequestInit = {}, within = limit): Promise<unknown> => {
  const { method = "GET" } = init
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(within) })
  const text = await response.text()
  if (response.ok) return JSON.parse(text)
  const message = refusal(method, response, text)
  throw response.status === 404 ? new NotFound(message) : new Error(message)
}

export const deskApi = (url: string, token: string, within = limit): DeskApi => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const call = (path: string, init: RequestInit) => read(`${url}${path}`, { ...init, headers }, within)
  return {
    get: async (path, shape) => shape.parse(await call(path, {})),
    post: async (path, body) => Accepted.parse(await call(path, { method: "POST", body: JSON.stringify(body) })),
  }
}
