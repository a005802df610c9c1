import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { openapiFile } from "#cli/docs/openapi"
import { mayEver } from "#core/engine/access"
import { aggregates } from "#core/registry"
import { functions } from "#functions/manifest"
import { Role } from "#schemas/actor"
import { document, operations, text } from "#test/support/openapi-document"

const routes = [...functions.values()].flatMap(({ on }) => (on.kind === "http" ? [on] : []))
const commandRoute = "POST /api/{collection}/{id}/{command}"
const outside = Role.options.filter((role) => role !== "system")
/** What somebody outside may send, of every aggregate; tickets are submitted elsewhere. */
const sent = aggregates.flatMap(({ collection, category, commands }) =>
  Object.entries(commands)
    .filter(([name, command]) => name !== "submit-ticket" && outside.some((role) => mayEver(command, role)))
    .map(([name]) => ({
      name,
      route: `POST /api/${collection}/{${category === "ticket" ? "ticketId" : "id"}}/${name}`,
    })),
)

test("the document that is answered is the one that the routes describe: if not, run `npm run desk -- docs`", () => {
  expect(JSON.parse(readFileSync(openapiFile, "utf8"))).toEqual(JSON.parse(text))
})
test("every HTTP route of the manifest is described, every command in its place, and nothing else", () => {
  const fixed = routes.map(({ route }) => route).filter((route) => route !== commandRoute)
  const commands = sent.map(({ route }) => route)
  expect(operations.map(({ route }) => route).sort()).toEqual([...fixed, ...commands].sort())
})
test("commands that nobody but the platform may send are not offered", () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  for (const name of ["post-reply", "create-macro", "change-macro", "archive-macro"]) expect(ids).toContain(name)
  for (const name of ["record-sentiment", "classify-ticket", "draft-response", "record-notification"])
    expect(ids).not.toContain(name)
})
test("open routes, and no others, need no token", () => {
  const open = operations.filter(({ operation }) => operation.security?.length === 0).map(({ route }) => route)
  expect(open.sort()).toEqual(routes.flatMap(({ route, open }) => (open ? [route] : [])).sort())
})
test("operations have names of their own", () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})
test("what a path has in braces is a parameter, and nothing else is", () => {
  for (const { path, operation } of operations) {
    const declared = operation.parameters.filter((each) => each.in === "path").map(({ name }) => name)
    expect(declared.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())
    expect(operation.parameters.every((each) => each.required === (each.in === "path"))).toBe(true)
  }
})
test("every reference leads somewhere, and every shape is referred to", () => {
  const referred = [...text.matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)]
  const names = new Set(referred.map(([, name]) => name))
  expect([...names].sort()).toEqual(Object.keys(document.components.schemas).sort())
  expect(text.split('"$ref"')).toHaveLength(referred.length + 1)
})
test("every operation may answer a problem", () => {
  for (const { operation } of operations)
    expect(operation.responses.default?.content).toHaveProperty(["application/problem+json", "schema", "$ref"])
})

test("a body may be left out exactly where none of its fields is needed", () => {
  const required = new Map(operations.map(({ operation }) => [operation.operationId, operation.requestBody?.required]))
  expect(["resume-ticket", "close-ticket", "archive-macro"].map((name) => required.get(name))).toEqual([
    false,
    false,
    false,
  ])
  expect([required.get("post-reply"), required.get("submit-ticket")]).toEqual([true, true])
  expect(required.get("get-ticket")).toBeUndefined()
})
