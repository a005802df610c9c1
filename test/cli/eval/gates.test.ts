import { readFileSync, statSync } from "node:fs"
import { expect, test } from "vitest"
import { judgementGuide, withFigures } from "#cli/eval/guide"
import { evaluate } from "#cli/eval/report"
import { fingerprint, isHeldOut, trainingSet } from "#cli/train/training-set"
import model from "../../../core/triage/model.json" with { type: "json" }

const tickets = trainingSet().filter(isHeldOut)
const report = evaluate(tickets, [])

test("the model is learnt from the data as they are: npm run train if not", () => {
  expect(model.of).toBe(fingerprint())
})

test("the model's file is at most 1.5 MB", () => {
  expect(statSync("core/triage/model.json").size).toBeLessThanOrEqual(1_500_000)
})

test(`${judgementGuide} shows what is measured: run \`npm run desk -- docs\` if not`, () => {
  const document = readFileSync(judgementGuide, "utf8")
  expect(withFigures(document)).toBe(document)
})

/** By ideas that nothing was trained on. docs/judgement.md has the figures; these leave room for other texts. */
test.each([
  ["priority, English", report.priority.english, 0.7],
  ["priority, other languages", report.priority.others, 0.62],
  ["CRITICAL, recall", report.priority.criticalRecall, 0.75],
  ["CRITICAL, precision", report.priority.criticalPrecision, 0.65],
  ["category, English", report.category.english, 0.7],
  ["category, other languages", report.category.others, 0.62],
])("%s", (_, measured, gate) => expect(measured).toBeGreaterThanOrEqual(gate))

test("hardly any is rated two or more levels too low", () => {
  expect(report.priority.twoTooLow / tickets.length).toBeLessThanOrEqual(0.03)
})

test("how sure it says it is, is how often it is right", () => {
  expect(report.priority.calibrationError).toBeLessThanOrEqual(0.1)
})

test("no idea is on both sides, and there are enough of every language", () => {
  const held = new Set(tickets.map(({ idea }) => idea))
  expect(trainingSet().filter((ticket) => !isHeldOut(ticket) && held.has(ticket.idea))).toEqual([])
  const languages = Map.groupBy(trainingSet(), ({ lang }) => lang)
  expect([...languages.keys()].sort()).toEqual(["de", "en", "es", "fr", "it", "nl", "pl", "pt"])
  for (const lang of ["en", "de", "fr", "es", "it"]) expect(languages.get(lang)?.length).toBeGreaterThanOrEqual(250)
})
