import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { stepsOf, withoutSteps } from "#stacks/state-machine"

const triage = readFileSync("functions/triage/triage.asl.json", "utf8")

describe("a state machine without some of its functions", () => {
  test("does in their place what it does when they fail", () => {
    const definition = JSON.parse(withoutSteps(triage, ["detect-sentiment", "respond"]))
    expect(definition.StartAt).toBe("SentimentByRules")
    expect(definition.States.RecordSentiment.Next).toBe("RespondByRules")
    expect(Object.keys(definition.States)).not.toContain("Respond")
  })

  test("is the same one where nothing is missing", () => {
    expect(JSON.parse(withoutSteps(triage, []))).toEqual(JSON.parse(triage))
  })

  test("cannot do without a step that has no fallback", () => {
    expect(() => withoutSteps(triage, ["record-triage"])).toThrow("RecordSentiment cannot be left out")
  })

  test("names the functions that it calls", () => {
    expect(stepsOf(triage)).toEqual(["detect-sentiment", "judge-by-rules", "record-triage", "respond"])
  })
})
