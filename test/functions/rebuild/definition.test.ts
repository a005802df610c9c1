import { readFileSync } from "node:fs"
import validate from "asl-validator"
import { expect, test } from "vitest"
import { z } from "zod"
import { functions } from "#functions/manifest"

const text = readFileSync("functions/rebuild/rebuild.asl.json", "utf8")
const named = [...text.matchAll(/\$\{([a-z-]+)\}/g)].map(([, name]) => name ?? "")
const withArns = text.replace(/\$\{([a-z-]+)\}/g, (_, name) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`)

test("the definition is valid Amazon States Language", () => {
  const { errorsText } = validate(JSON.parse(withArns))
  expect(errorsText("\n")).toBe("")
})

test("every function that it names is a step of the rebuild in the manifest, and each of those is used", () => {
  const steps = [...functions].filter(([, { on }]) => on.kind === "step" && on.machine === "rebuild")
  expect(named.toSorted()).toEqual(steps.map(([name]) => name).toSorted())
})

const Task = z.looseObject({ TimeoutSeconds: z.int(), Parameters: z.object({ FunctionName: z.string() }) })

/** Every task of a definition, those within a map included. */
const tasksIn = (node: unknown): z.infer<typeof Task>[] => {
  if (typeof node !== "object" || node === null) return []
  return [...Task.array().parse("TimeoutSeconds" in node ? [node] : []), ...Object.values(node).flatMap(tasksIn)]
}

test("no step's timeout is shorter than its function's", () => {
  const tasks = tasksIn(JSON.parse(text))
  expect(tasks).toHaveLength(named.length)
  for (const { TimeoutSeconds, Parameters } of tasks) {
    const spec = [...functions].find(([name]) => Parameters.FunctionName === `\${${name}}`)?.[1]
    expect(TimeoutSeconds).toBeGreaterThan(spec?.timeout ?? Number.POSITIVE_INFINITY)
  }
})

test("readers leave the old revision longer than any request takes", () => {
  const { Seconds } = z.looseObject({ Seconds: z.int() }).parse(JSON.parse(text).States.LetReadersLeave)
  const routes = [...functions.values()].filter(({ on }) => on.kind === "http")
  expect(Seconds).toBeGreaterThan(Math.max(...routes.map(({ timeout }) => timeout)) + 1)
})
