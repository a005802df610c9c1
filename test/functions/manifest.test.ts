import { existsSync, globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { type FunctionName, functions } from "#functions/manifest"
import { resources } from "#functions/resources"

const all = [...functions].map(([name, spec]) => ({ name, spec }))
const fileOf = (handler: string) => handler.replace(/\.handler$/, ".ts")

test.each(all)("$name has a file that exports its handler", ({ spec }) => {
  const file = fileOf(spec.handler)
  expect(existsSync(file), `The map names ${file}, which is not there: write it, or take its line away`).toBe(true)
  expect(readFileSync(file, "utf8")).toMatch(/export const handler\b/)
})

test("every handler in the code is on the map", () => {
  const written = globSync("functions/**/*.ts").filter((path) =>
    /export const handler\b/.test(readFileSync(path, "utf8")),
  )
  const onTheMap = new Set(all.map(({ spec }) => fileOf(spec.handler)))
  const stray = written.filter((file) => !onTheMap.has(file))
  expect(
    stray,
    "Give each of these its line in functions/manifest.ts, or in functions/doors.ts if it is a door",
  ).toEqual([])
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
  const own = [...text.matchAll(/\benv\("([A-Z_]+)"\)|\bprocess\.env\.([A-Z_]+)/g)].map(
    ([, one, other]) => one ?? other ?? "",
  )
  const imported = [...text.matchAll(/from "#functions\/([^"]+)"/g)].flatMap(([, file]) =>
    variablesOf(`functions/${file}.ts`, seen),
  )
  return [...own, ...imported]
}

/** What Lambda itself, and the logs' library, say to every function. */
const isEverywhere = (name: string) => /^(AWS|POWERTOOLS)_/.test(name)

test.each(all)("$name reads only variables of what it is granted, knows or has for a setting", ({ name, spec }) => {
  const granted = [...Object.keys(spec.may), ...(spec.knows ?? [])].map((name) =>
    Object.entries(resources).flatMap(([key, { env }]) => (key === name ? [env] : [])),
  )
  const told: readonly string[] = [...granted.flat(), ...(spec.settings ?? [])]
  const strays = variablesOf(fileOf(spec.handler)).filter((each) => !isEverywhere(each) && !told.includes(each))
  const line = `Nobody tells ${name} these: add to its line on the map what it \`may\` touch, \`knows\` or has for \`settings\``
  expect([...new Set(strays)], line).toEqual([])
})
