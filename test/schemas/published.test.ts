import { globSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { z } from "zod"
import { check, fileOf } from "#cli/docs/event-schemas/check"
import { codeShapes, publish, publishedFolder, publishedShapes } from "#cli/docs/event-schemas/published"
import { shapeOf } from "#cli/docs/event-schemas/shape"

test("the code takes every event that was stored in a published shape", () => {
  expect(check(publishedShapes(publishedFolder), codeShapes()).refused).toEqual([])
})
test("every shape is published: if this fails, run `npm run desk -- schemas` and commit what it writes", () => {
  expect(check(publishedShapes(publishedFolder), codeShapes()).unpublished.map(fileOf)).toEqual([])
})
test("every published version has a golden file, which the golden test decodes", () => {
  const names = (glob: string, end: string) =>
    globSync(glob).map((path) => join(basename(dirname(path)), basename(path, end)))
  expect(names("test/golden/*/*", ".golden.json").sort()).toEqual(names(`${publishedFolder}/*/*`, ".json").sort())
})

const person = z.object({ name: z.string().max(50), age: z.int().optional() })
const published = z.object({
  from: z.enum(["customer", "agent"]),
  text: z.string().min(1).max(100),
  score: z.number().min(0).max(1),
  tags: z.array(z.string()).optional(),
  person,
  follows: z.string().regex(/^TKT-/).optional(),
})
const event = (shape: z.ZodType, v = 1) => ({
  category: "cake",
  type: "CakeEaten",
  v,
  shape: shapeOf("CakeEaten", shape),
})
const compared = (now: z.ZodType) => check([event(published)], [event(now)])

const changes: [string, z.ZodType, string][] = [
  ["a removed field", published.omit({ text: true }), "text was removed"],
  ["a removed optional field", published.omit({ tags: true }), "tags was removed"],
  [
    "a renamed field",
    published.omit({ follows: true }).extend({ after: published.shape.follows }),
    "follows was renamed to after",
  ],
  ["a retyped field", published.extend({ text: z.number() }), 'text was retyped from "string" to "number"'],
  ["a new required field", published.extend({ at: z.string() }), "at is newly required"],
  ["an optional field that became required", published.extend({ tags: z.array(z.string()) }), "tags is newly required"],
  ["a narrowed enum", published.extend({ from: z.enum(["agent"]) }), 'from may no longer be "customer"'],
  ["a new enum", published.extend({ text: z.enum(["yes", "no"]) }), 'text may now only be one of "yes", "no"'],
  ["a lower limit", published.extend({ text: z.string().min(1).max(99) }), "text has a tighter maxLength: 99"],
  ["a new limit", published.extend({ tags: z.array(z.string().max(9)).optional() }), "tags[] has a tighter maxLength"],
  ["a higher minimum", published.extend({ score: z.number().min(0.5).max(1) }), "score has a tighter minimum: 0.5"],
  ["another pattern", published.extend({ follows: z.string().regex(/^T/).optional() }), "follows has another pattern"],
  ["something deep inside", published.extend({ person: person.required() }), "person.age is newly required"],
  ["refused extra fields", published.strict(), "the event has another additionalProperties: false"],
]

test.each(changes)("%s is refused by name", (_, now, what) => {
  expect(compared(now).refused).toEqual([expect.stringContaining(`CakeEaten v1: ${what}`)])
})
test("the way out is named: optional, or a new version with its upcaster, golden file and publication", () => {
  const [advice] = compared(published.extend({ at: z.string() })).refused
  expect(advice).toMatch(/make it optional, or make it version 2/)
  for (const part of [
    "CakeEatenV1",
    "schemas/cake/upcasters.ts",
    "test/golden/cake/cake-eaten.v2.golden.json",
    "desk -- schemas",
  ])
    expect(advice).toContain(part)
})

const additions: [string, z.ZodType][] = [
  ["a new optional field", published.extend({ at: z.string().optional() })],
  ["a wider enum", published.extend({ from: z.enum(["customer", "agent", "partner"]) })],
  ["a wider limit", published.extend({ text: z.string().max(200) })],
  ["an integer that becomes a number", published.extend({ person: person.extend({ age: z.number().optional() }) })],
]
test.each(additions)("%s passes, and waits to be published", (_, now) => {
  const { refused, unpublished } = compared(now)
  expect(refused).toEqual([])
  expect(unpublished.map(fileOf)).toEqual(["cake/cake-eaten.v1.json"])
})

test("a removed event is refused", () => {
  expect(check([event(published)], []).refused).toEqual([expect.stringMatching(/CakeEaten v1: the event was removed/)])
})
test("a version that the code forgot is refused", () => {
  const { refused } = check([event(published), event(published, 2)], [event(published)])
  expect(refused).toEqual([expect.stringMatching(/CakeEaten v2: the code only knows v1/)])
})
test("a new version may look as it likes, but the old one stays published", () => {
  const second = event(z.object({ whole: z.boolean() }), 2)
  expect(check([event(published)], [second])).toEqual({ refused: [], unpublished: [second] })
  expect(check([], [second]).refused).toEqual([expect.stringMatching(/cake\/cake-eaten\.v1\.json is missing/)])
})

test("publishing writes what is new, and nothing at all where something is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ledgerdesk-"))
  onTestFinished(() => rm(folder, { recursive: true }))
  publish(folder, [event(published)])
  expect(publishedShapes(folder)).toEqual([event(published)])
  expect(publish(folder, [event(published)]).unpublished).toEqual([])
  const other = { ...event(published), type: "TeaDrunk", shape: shapeOf("TeaDrunk", published) }
  expect(publish(folder, [event(published.omit({ text: true })), other]).refused).toHaveLength(1)
  expect(publishedShapes(folder)).toEqual([event(published)])
})
