import type { IncomingMessage } from "node:http"

/** A request's path and query as they were sent, the query without its question mark. */
export const addressOf = ({ url = "/" }: IncomingMessage): { path: string; query: string } => {
  const at = url.indexOf("?")
  return at === -1 ? { path: url, query: "" } : { path: url.slice(0, at), query: url.slice(at + 1) }
}

/** Names of this machine; anything else in `Host` is a page that rebound its own name to 127.0.0.1. */
const loopback = ["127.0.0.1", "localhost", "[::1]"]

export const isForThisMachine = ({ headers: { host = "" } }: IncomingMessage): boolean =>
  URL.canParse(`http://${host}`) && loopback.includes(new URL(`http://${host}`).hostname)

/** Repeated parameters are joined with commas, as API Gateway joins them. */
export const queryParameters = (query: string): Record<string, string> => {
  const parameters = new URLSearchParams(query)
  return Object.fromEntries([...parameters.keys()].map((key) => [key, parameters.getAll(key).join(",")]))
}

/** Lower-case names; repeated headers are joined with commas. */
export const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(",")]))

/** The moment as API Gateway writes it: 12/Mar/2026:19:03:58 +0000. */
export const gatewayTime = (at: Date): string => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(at.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}
