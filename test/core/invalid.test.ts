import { expect, test } from "vitest"
import { z } from "zod"
import { check, Invalid, parse } from "#core/invalid"

const Shape = z.strictObject({
  text: z.string().min(1).max(5),
  kind: z.enum(["A", "B"]),
  count: z.coerce.number().int().min(1).max(9).optional(),
  inner: z.strictObject({ email: z.email().optional(), at: z.iso.datetime().optional() }).optional(),
  tags: z.array(z.string()).max(1).optional(),
})
const right = { text: "Hello", kind: "A" }
const wrong = (raw: unknown) => {
  const checked = check(Shape, raw)
  return "issues" in checked ? Object.fromEntries(checked.issues.map((each) => [each.field, each.message])) : {}
}

test("what fits is handed on", () => expect(check(Shape, right)).toEqual({ value: right }))
test("every unknown field is named with its path", () =>
  expect(wrong({ ...right, colour: 1, size: 2, inner: { deep: 3 } })).toEqual({
    colour: "is not a known field",
    size: "is not a known field",
    "inner.deep": "is not a known field",
  }))
test("a field that is missing is required, whatever its type", () =>
  expect(wrong({})).toEqual({ text: "is required", kind: "is required" }))
test("a sentence says what a value must be", () => {
  expect(wrong({ text: "", kind: "C" })).toEqual({ text: "must not be empty", kind: "must be one of A, B" })
  expect(wrong({ text: "Hello!", kind: "A" })).toEqual({ text: "must have at most 5 characters" })
  expect(wrong({ text: 5, kind: "A" })).toEqual({ text: "must be a string" })
  expect(wrong({ ...right, count: "many" })).toEqual({ count: "must be a number" })
  expect(wrong({ ...right, count: "1.5" })).toEqual({ count: "must be a whole number" })
  expect(wrong({ ...right, count: 0 })).toEqual({ count: "must be at least 1" })
  expect(wrong({ ...right, count: 10 })).toEqual({ count: "must be at most 9" })
  expect(wrong({ ...right, tags: ["a", "b"] })).toEqual({ tags: "must have at most 1 entries" })
  expect(wrong({ ...right, inner: { email: "x", at: "x" } })).toEqual({
    "inner.email": "must be an e-mail address",
    "inner.at": "must be a date and time such as 2026-01-02T03:04:05Z",
  })
})
test("the input as a whole may be wrong", () => {
  expect(wrong(undefined)).toEqual({ "": "is required" })
  expect(wrong([])).toEqual({ "": "must be an object" })
})
test("a shape's own word stands", () =>
  expect(() => parse(z.string().regex(/^T/, "must begin with T"), "x")).toThrow(
    new Invalid([{ field: "", message: "must begin with T" }]),
  ))
test("the error tells everything in one line", () =>
  expect(() => parse(Shape, { text: "", kind: "A", colour: 1 })).toThrow(
    "text: must not be empty; colour: is not a known field",
  ))
