import { existsSync, globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { type FunctionName, functions } from "#functions/manifest"
import { resources } from "#functions/resources"

const all = [...functions].map(([name, spec]) => ({ name, spec }))
const fileOf = (handler: string) => handler.replace(/\.handler$/, ".ts")

test.each(all)("$name has a file that exports its handler", ({ spec }) => {
  expect(existsSync(fileOf(spec.handler))).toBe(true)
  expect(readFileSync(fileOf(spec.handler), "utf8")).toMatch(/export const handler\b/)
})

test("every handler in the code is on the map", () => {
  const written = globSync("functions/**/*.ts").filter((path) =>
    /export const handler\b/.test(readFileSync(path, "utf8")),
  )
  expect(written.sort()).toEqual([...new Set(all.map(({ spec }) => fileOf(spec.handler)))].sort())
})

test("no two functions share a route, a file or an environment variable's meaning", () => {
  const routes = all.flatMap(({ spec }) => ("route" in spec.on ? [spec.on.route] : []))
  expect(new Set(routes).size).toBe(routes.length)
  expect(new Set(all.map(({ spec }) => spec.handler)).size).toBe(all.length)
  const variables = Object.values(resources).map(({ env }) => env)
  expect(new Set(variables).size).toBe(variables.length)
})

test.each(all)("$name is granted single actions, never a wildcard", ({ spec }) => {
  expect(Object.values(spec.may).flat()).not.toContainEqual(expect.stringContaining("*"))
})

test("the event table's stream has two readers, the most that DynamoDB allows", () => {
  const readers = all.filter(({ spec }) => spec.on.kind === "table" && spec.on.table === "events")
  expect(readers.map(({ name }) => name).sort()).toEqual<FunctionName[]>(["project-views", "publish-events"])
})

test("whatever people outside would notice is barred from replays", () => {
  const noticed = all.filter(({ spec }) => /sns:|ses:/.test(JSON.stringify(spec.may)))
  expect(noticed.map(({ spec }) => spec.replay)).toEqual(noticed.map(() => "barred"))
})

/** Reads the environment variables that a handler's own imports mention. */
const variablesOf = (path: string, seen = new Set<string>()): string[] => {
  if (seen.has(path) || !existsSync(path)) return []
  seen.add(path)
  const text = readFileSync(path, "utf8")
  const own = [...text.matchAll(/\benv\("([A-Z_]+)"\)/g)].map(([, name]) => name ?? "")
  const imported = [...text.matchAll(/from "#functions\/([^"]+)"/g)].flatMap(([, file]) =>
    variablesOf(`functions/${file}.ts`, seen),
  )
  return [...own, ...imported]
}

/** What the platform gives to every function. */
const everywhere = ["ISSUER", "CLIENT_ID", "AWS_REGION"]

test.each(all)("$name reads only variables of resources that it is granted or knows", ({ spec }) => {
  const granted = [...Object.keys(spec.may), ...(spec.knows ?? [])].map((name) =>
    Object.entries(resources).flatMap(([key, { env }]) => (key === name ? [env] : [])),
  )
  const strays = variablesOf(fileOf(spec.handler)).filter((name) => ![...everywhere, ...granted.flat()].includes(name))
  expect([...new Set(strays)]).toEqual([])
})
