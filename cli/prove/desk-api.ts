import { z } from "zod"

/** The HTTP API as one signed-in person sees it. */
export type DeskApi = {
  get: <S extends z.ZodType>(path: string, shape: S) => Promise<z.infer<S>>
  post: (path: string, body: unknown) => Promise<{ ticketId: string; version: number }>
}

const Accepted = z.object({ ticketId: z.string(), version: z.number() })

const refused = (request: string, { status }: Response, text: string) =>
  new Error(`${request} answered ${status}: ${text.slice(0, 200)}`)

export const deskApi = (url: string, token: string): DeskApi => {
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
    const response = await fetch(`${url}${path}`, { ...init, headers, signal: AbortSignal.timeout(10_000) })
    const text = await response.text()
    if (!response.ok) throw refused(`${init.method ?? "GET"} ${path}`, response, text)
    return JSON.parse(text)
  }
  return {
    get: async (path, shape) => shape.parse(await call(path, {})),
    post: async (path, body) => Accepted.parse(await call(path, { method: "POST", body: JSON.stringify(body) })),
  }
}
