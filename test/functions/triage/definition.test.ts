import { readFileSync } from "node:fs"
import validate from "asl-validator"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { functions } from "#functions/manifest"

const text = readFileSync("functions/triage/triage.asl.json", "utf8")

const Retrier = z.looseObject({ ErrorEquals: z.array(z.string()), MaxAttempts: z.int(), BackoffRate: z.number() })
const State = z.looseObject({
  Type: z.string(),
  Resource: z.string(),
  TimeoutSeconds: z.int(),
  Retry: z.array(Retrier),
  Catch: z.array(z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() })).optional(),
})
const Definition = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) })

const withArns = text.replace(/\$\{([a-z-]+)\}/g, (_, name) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`)
const definition = Definition.parse(JSON.parse(withArns))
const states = Object.entries(definition.States)

test("the definition is valid Amazon States Language", () => {
  const { errorsText } = validate(structuredClone(definition))
  expect(errorsText("\n")).toBe("")
})

describe("the validator would notice", () => {
  type Broken = Record<string, Record<string, unknown>>
  test.each<[string, (broken: Broken) => void]>([
    ["a transition to a state that is not there", ({ Respond = {} }) => Object.assign(Respond, { Next: "Nowhere" })],
    ["a state without an end", ({ RecordDraft = {} }) => delete RecordDraft.End],
    ["a path that is no path", ({ Respond = {} }) => Object.assign(Respond, { ResultPath: "answer" })],
    ["an unknown type", ({ Respond = {} }) => Object.assign(Respond, { Type: "Tsk" })],
    ["a retry without errors", ({ Respond = {} }) => Object.assign(Respond, { Retry: [{ MaxAttempts: 2 }] })],
  ])("%s", (_, breakIt) => {
    const broken = structuredClone(definition)
    breakIt(broken.States)
    expect(validate(broken).isValid).toBe(false)
  })
})

test("every function that it names is a step of triage in the manifest, and each of those is used", () => {
  const named = new Set([...text.matchAll(/\$\{([a-z-]+)\}/g)].map(([, name]) => name))
  const steps = [...functions]
    .filter(([, { on }]) => on.kind === "step" && on.machine === "triage")
    .map(([name]) => name)
  expect([...named].toSorted()).toEqual(steps.toSorted())
})

test.each(states)("%s invokes a function, has a timeout and retries every error with backoff", (_, state) => {
  expect(state.Resource).toBe("arn:aws:states:::lambda:invoke")
  expect(state.Retry.at(-1)).toMatchObject({ ErrorEquals: ["States.ALL"], BackoffRate: 2 })
})

test("no step's timeout is shorter than its function's", () => {
  for (const [name, { TimeoutSeconds, Parameters }] of states) {
    const arn = z.object({ FunctionName: z.string() }).parse(Parameters).FunctionName
    const timeout = [...functions].find(([each]) => arn.endsWith(`:${each}`))?.[1].timeout
    expect(TimeoutSeconds, name).toBeGreaterThan(timeout ?? Number.POSITIVE_INFINITY)
  }
})

test("a service that fails for good is replaced by the rules", () => {
  const caught = states.flatMap(([name, { Catch = [] }]) =>
    Catch.map(({ ErrorEquals, Next }) => [name, ErrorEquals, Next]),
  )
  expect(caught).toEqual([
    ["DetectSentiment", ["States.ALL"], "SentimentByRules"],
    ["Respond", ["States.ALL"], "RespondByRules"],
  ])
})
