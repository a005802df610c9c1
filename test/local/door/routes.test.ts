import { expect, test } from "vitest"
import { type FunctionName, manifest } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import type { Trigger } from "#functions/triggers"
import { routeTable } from "#local/door/routes"

type HttpRoute = Extract<Trigger, { kind: "http" }>["route"]

const on = (name: FunctionName, route: HttpRoute): [FunctionName, FunctionSpec] => [
  name,
  { ...manifest["get-me"], on: { kind: "http", route } },
]

test("the route that names more wins, wherever it stands on the map", () => {
  const find = routeTable(
    new Map([
      on("get-me", "GET /api/{anything}/{id}/{more}"),
      on("get-ticket", "GET /api/tickets/{ticketId}/{part}"),
      on("list-events", "GET /api/tickets/{ticketId}/events"),
      on("list-agents", "GET /api/tickets/search/{part}"),
    ]),
  )
  const nameOf = (path: string) => find("GET", path)?.route.name
  expect(nameOf("/api/tickets/TKT-1/events")).toBe("list-events")
  expect(nameOf("/api/tickets/TKT-1/other")).toBe("get-ticket")
  expect(nameOf("/api/tickets/search/events")).toBe("list-agents")
  expect(nameOf("/api/reports/x/y")).toBe("get-me")
})

test("functions that HTTP does not wake have no route", () => {
  const find = routeTable(new Map<FunctionName, FunctionSpec>([["connect-live", manifest["connect-live"]]]))
  expect(find("GET", "/$connect")).toBeUndefined()
})
