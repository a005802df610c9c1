import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { z } from "zod"
import { settingShapes } from "#stacks/settings"

const guide = readFileSync("docs/guides/operator.md", "utf8")

/** `| \`LEDGERDESK_REGION\` | us-east-1 | where the stage is |` */
const rows = [...guide.matchAll(/^\| `(LEDGERDESK_\w+)` \| ([^|]+) \|/gm)].map(([, name = "", said = ""]) => [
  name,
  said,
])

const Default = z.union([z.string(), z.number(), z.undefined(), z.array(z.string()).length(0)])

/** As the table has it: `required`, `none`, or the value. */
const defaultOf = (shape: z.ZodType): string => {
  const { success, data } = shape.safeParse(undefined)
  if (!success) return "required"
  const value = Default.parse(data)
  return value === undefined || Array.isArray(value) ? "none" : String(value)
}

test("the operator's guide has every setting with its default, and no other", () => {
  const settings = Object.entries<z.ZodType>(settingShapes).map(([name, shape]) => [name, defaultOf(shape)])
  expect(rows.sort()).toEqual(settings.sort())
})

test("the guide's example of a routing rule is one", () => {
  const [, rule = ""] = /A rule: `(.+?)`/.exec(guide) ?? []
  expect(settingShapes.LEDGERDESK_ROUTING_RULES.safeParse(rule).success).toBe(true)
})

test("what the guide runs is there to be run", () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync("package.json", "utf8")))
  const run = [...guide.matchAll(/npm run ([a-z]+)/g)].map(([, name = ""]) => name)
  expect(run.length).toBeGreaterThan(10)
  expect(run.filter((name) => !scripts[name])).toEqual([])
})
