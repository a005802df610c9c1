import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { products, readProducts } from "#cli/seed/products"

const [router, thermostat] = products()

/** A folder of scenarios with these files in it. */
const folderOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), "ledgerdesk-scenarios-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** The first product as a file, something in it replaced. */
const folderWith = (good: string, bad: string): string =>
  folderOf({ "01-mesh-router.json": JSON.stringify(router).replace(good, bad) })

test("a product is a file; files are taken in the order of their names, and others are left alone", () => {
  const folder = folderOf({ "02-b.json": JSON.stringify(thermostat), "01-a.json": JSON.stringify(router), notes: "?" })
  expect(readProducts(folder)).toEqual([router, thermostat])
})

const subject = "issues.0.phrasings.0.subject"

test.each([
  {
    what: "an unknown slot",
    good: "{minutes}",
    bad: "{minuets}",
    told: `${subject} has {minuets}, but cli/seed/slots.ts`,
  },
  { what: "an open brace", good: "{minutes}", bad: "{minutes", told: `${subject} has {minutes minutes, but cli/seed` },
  { what: "an unknown field", good: '"adds"', bad: '"added"', told: "issues.0.added is not a known field" },
  { what: "a missing field", good: '"adds"', bad: '"added"', told: "issues.0.adds is required" },
  { what: "a severity left out", good: '"critical":', bad: '"crucial":', told: "means.critical is required" },
  { what: "an unknown severity", good: '["normal",', bad: '["grave",', told: "issues.0.severities.0 must be one of" },
  { what: "a long name", good: "AirLink", bad: "AirLink".repeat(9), told: "name must have at most 50 characters" },
  { what: "an empty text", good: '"adds":[', bad: '"adds":["",', told: "issues.0.adds.0 must " },
])("$what is an error that names the file and the field", ({ good, bad, told }) => {
  const read = () => readProducts(folderWith(good, bad))
  expect(read).toThrow("01-mesh-router.json: ")
  expect(read).toThrow(told)
})

test("what is not JSON is an error that names the file", () => {
  expect(() => readProducts(folderWith("{", ""))).toThrow(/01-mesh-router\.json is not JSON: /)
})
