import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"

/** A function behind an HTTP route. `open` routes need no token. */
export type Route = { name: FunctionName; routeKey: string; method: string; segments: string[]; open: boolean }

export type Match = { route: Route; pathParameters: Record<string, string> }

const isParameter = (segment: string) => segment.startsWith("{")

const toRoute = (name: FunctionName, { on }: FunctionSpec): Route[] => {
  if (on.kind !== "http") return []
  const [method = "", path = ""] = on.route.split(" ")
  return [{ name, routeKey: on.route, method, segments: path.split("/"), open: on.open === true }]
}

/** The route that names more, further left, comes first: API Gateway prefers the most specific match. */
const bySpecificity = (a: Route, b: Route): number => {
  const first = a.segments.findIndex((segment, at) => isParameter(segment) !== isParameter(b.segments[at] ?? ""))
  if (first === -1) return 0
  return isParameter(a.segments[first] ?? "") ? 1 : -1
}

const matches = (pattern: string, segment: string) => (isParameter(pattern) ? segment !== "" : pattern === segment)

const parametersOf = ({ segments }: Route, path: string[]) =>
  Object.fromEntries(
    segments.flatMap((pattern, at) =>
      isParameter(pattern) ? [[pattern.slice(1, -1), decodeURIComponent(path[at] ?? "")]] : [],
    ),
  )

/**
 * Finds the function for a method and a path, `undefined` where there is none. Throws URIError where a path parameter
 * is not valid percent-encoding.
 */
export const routeTable = (functions: ReadonlyMap<FunctionName, FunctionSpec>) => {
  const routes = [...functions].flatMap(([name, spec]) => toRoute(name, spec)).sort(bySpecificity)
  return (method: string, path: string): Match | undefined => {
    const segments = path.split("/")
    const route = routes.find(
      (each) =>
        each.method === method &&
        each.segments.length === segments.length &&
        each.segments.every((pattern, at) => matches(pattern, segments[at] ?? "")),
    )
    return route && { route, pathParameters: parametersOf(route, segments) }
  }
}
