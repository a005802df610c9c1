import validate from "asl-validator"
import { describe, expect, test } from "vitest"
import { functions } from "#functions/manifest"
import type { Graph } from "#test/support/synth/graph"
import { lambdasOf, ofType } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const without = (parts: string) => stacksOf({ stage: "test", settings: { LEDGERDESK_WITHOUT: parts } })

const missing = (graph: Graph) => {
  const there = lambdasOf(graph)
  return [...functions.keys()].filter((name) => !there.has(name)).toSorted()
}

const ofService = ({ resources }: Graph, service: RegExp) => resources.filter(({ type }) => service.test(type))

const triageOf = (graph: Graph): unknown => {
  const triage = ofType(graph, "sfn/stateMachine:StateMachine").find(({ physical }) => physical === "test-triage")
  return JSON.parse(String(triage?.inputs.definition))
}

const analytics = ["deliver-events", "deliver-tickets", "merge-warehouse", "prepare-warehouse"]
const ai = ["detect-sentiment", "respond"]

describe("a stage without analytics", async () => {
  const graph = await without("analytics")

  test("has neither Firehose nor a warehouse, nor what fills them", () => {
    expect(ofService(graph, /redshift|firehose|aws:ec2/i)).toEqual([])
    expect(missing(graph)).toEqual(analytics)
  })
})

describe("a stage without AI", async () => {
  const graph = await without("ai")

  test("judges by rules from the start", () => {
    expect(missing(graph)).toEqual(ai)
    expect(triageOf(graph)).toMatchObject({ StartAt: "SentimentByRules" })
    expect(validate(triageOf(graph)).errorsText("; ")).toBe("")
  })

  test("may ask neither Comprehend nor Bedrock", () => {
    expect(JSON.stringify(ofService(graph, /Policy|Role/))).not.toMatch(/comprehend:|bedrock:/)
  })
})

describe("a stage without the web app", async () => {
  const graph = await without("web")

  test("has the API and nothing in front of it", () => {
    expect(ofService(graph, /cloudfront/)).toEqual([])
    expect(missing(graph)).toEqual([])
  })
})

describe("a stage without all of them", async () => {
  const graph = await without("analytics,ai,web")

  test("is a desk all the same", () => {
    expect(missing(graph)).toEqual([...analytics, ...ai].toSorted())
    expect(validate(triageOf(graph)).errorsText("; ")).toBe("")
    expect(lambdasOf(graph).has("submit-ticket")).toBe(true)
  })
})
