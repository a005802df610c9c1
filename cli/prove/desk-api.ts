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

/** Where a request failed inside, the function that should have answered it. */
const culprit = (method: string, url: string, status: number): string => {
  const match = status >= 500 ? routes(method, new URL(url).pathname) : undefined
  return match ? `: is ${match.route.name} running?` : ""
}

/** What a request answered, read. Throws where that is an error, with the function to look at. */
export const read = async (url: string, init: RequestInit = {}): Promise<unknown> => {
  const { method = "GET" } = init
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
  const text = await response.text()
  if (response.ok) return JSON.parse(text)
  const { status } = response
  throw new Error(`${method} ${url} answered ${status} ${text.slice(0, 200)}${culprit(method, url, status)}`)
}

export const deskApi = (url: string, token: string): DeskApi => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const call = (path: string, init: RequestInit) => read(`${url}${path}`, { ...init, headers })
  return {
    get: async (path, shape) => shape.parse(await call(path, {})),
    post: async (path, body) => Accepted.parse(await call(path, { method: "POST", body: JSON.stringify(body) })),
  }
}
