import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { diagram, withGeneratedParts } from "#cli/docs/diagram"
import { architecture } from "#cli/docs/docs"
import { functions } from "#functions/manifest"

test("docs/architecture.md shows the manifest as it is: run `npm run desk -- docs` if not", () => {
  const document = readFileSync(architecture, "utf8")
  expect(document).toBe(withGeneratedParts(document))
})

test("every function that changes something is in the picture", () => {
  const missing = [...functions].filter(([name, { on }]) => {
    const reads = on.kind === "http" && on.route.startsWith("GET")
    return !reads && !diagram().includes(`["${name}"]`)
  })
  expect(missing).toEqual([])
})

test("a document without its markers is refused by name", () =>
  expect(() => withGeneratedParts("# Architecture")).toThrow(/markers for "diagram"/))
