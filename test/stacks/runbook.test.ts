import { existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { chapters } from "#stacks/watching/alarm"
import { stacksOf } from "#test/support/synth/stacks"
import { alarmsOf } from "#test/support/synth/watched"

const runbook = readFileSync("docs/guides/runbook.md", "utf8")
const graph = await stacksOf({ stage: "test" })
const alarms = [...alarmsOf(graph).values()]

/** As GitHub makes a heading's link. */
const linkOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-")

const sections = runbook
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ text, link: linkOf(text.split("\n")[0] ?? "") }))

const chapterOf = ({ alarmDescription }: { alarmDescription: string }) =>
  alarmDescription.match(/ What to do: docs\/guides\/runbook\.md#([\w-]+)$/)?.[1]

test("every alarm says what is wrong and leads to a chapter that is there", () => {
  const links = sections.map(({ link }) => link)
  expect(alarms.filter((alarm) => !links.includes(chapterOf(alarm) ?? ""))).toEqual([])
  expect(alarms.filter(({ alarmDescription }) => alarmDescription.length < 80)).toEqual([])
})

test("every chapter belongs to an alarm", () => {
  const wanted = new Set(alarms.map(chapterOf))
  expect(sections.filter(({ link }) => !wanted.has(link)).map(({ link }) => link)).toEqual([])
  expect(new Set(chapters)).toEqual(wanted)
})

test.each(sections)("$link says what it means, how to look, why, what to do and when it is over", ({ text }) => {
  for (const part of ["Users", "Look", "Causes", "Do", "Over"]) expect(text).toContain(`\n- **${part}**`)
  expect(text).toMatch(/```bash\n[^`]+```/)
})

test.each(sections)("$link names its alarms as they are called", ({ text, link }) => {
  const named = [...text.matchAll(/`<stage>-([^`]+)`/g)].map(([, name = ""]) => name.replaceAll(/<\w+>/g, "[\\w-]+"))
  const ours = alarms.filter((alarm) => chapterOf(alarm) === link).map(({ name }) => name)
  const unnamed = ours.filter((name) => !named.some((pattern) => new RegExp(`^test-${pattern}$`).test(name)))
  expect(unnamed).toEqual([])
})

test("commands name what a stage has", () => {
  const physical = new Set(graph.resources.map((resource) => resource.physical))
  const named = [...runbook.matchAll(/\$STAGE-([a-z-]+[a-z])(-\$ACCOUNT)?/g)].map(([, name = "", account]) =>
    account ? `test-${name}-123456789012` : `test-${name}`,
  )
  const alarmNames = alarms.map(({ name }) => name)
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((name) => !physical.has(name) && !alarmNames.includes(name))).toEqual([])
})

test("logs are looked for where they are written", () => {
  const groups = graph.resources.filter(({ type }) => type.endsWith(":LogGroup")).map(({ physical }) => physical)
  const looked = [...runbook.matchAll(/aws logs (?:tail|start-query --log-group-name) "([^"]+)"/g)].map(
    ([, group = ""]) => group.replace("$STAGE", "test"),
  )
  expect(looked.filter((group) => !groups.includes(group))).toEqual([])
})

test("every command of the desk is there, and knows stages", () => {
  const used = [...runbook.matchAll(/desk -- (\w+)/g)].map(([, name]) => name)
  expect(used.filter((name) => !existsSync(`cli/commands/${name}.ts`))).toEqual([])
  // What `desk metrics` counts is CloudWatch's on a stage.
  expect(runbook).not.toMatch(/desk -- (metrics|schemas|docs)[^`\n]*--stage/)
})
