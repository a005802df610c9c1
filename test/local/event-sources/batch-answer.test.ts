import { expect, test } from "vitest"
import { failedItems } from "#local/event-sources/batch-answer"

const ids = ["1", "2", "3"]
const named = (...names: unknown[]) => ({ batchItemFailures: names.map((itemIdentifier) => ({ itemIdentifier })) })

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a text", "done"],
  ["another object", { ok: true }],
  ["no list", { batchItemFailures: null }],
  ["an empty list", named()],
])("an answer of %s means that nothing failed", (_, answer) => {
  expect([...failedItems(answer, ids)]).toEqual([])
})

test("what the answer names has failed", () => {
  expect([...failedItems(named("3", "1"), ids)]).toEqual(["3", "1"])
})

test.each([
  ["an unknown id", named("1", "4")],
  ["an empty id", named("")],
  ["a null id", named(null)],
  ["a wrong key", { batchItemFailures: [{ id: "1" }] }],
  ["no list at all", { batchItemFailures: "1" }],
])("an answer with %s means that everything failed", (_, answer) => {
  expect([...failedItems(answer, ids)]).toEqual(ids)
})
