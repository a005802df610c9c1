import fc from "fast-check"
import { expect, test } from "vitest"
import { previewOf } from "#projections/inbox/preview"

const family = "👨‍👩‍👧‍👦"
const characters = (text: string) =>
  Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), (each) => each.segment)

test("a short message is its own preview, in one line", () =>
  expect(previewOf("  Hello,\r\n\r\n\tit is  broken. ")).toBe("Hello, it is broken."))
test("a long one ends with an ellipsis, after a whole character", () => {
  const preview = previewOf(`${"a".repeat(130)}${family.repeat(5)}`)
  expect(preview).toBe(`${"a".repeat(130)}…`)
})
test("no message makes a preview longer than 140 or of two lines, and none shows what was not said", () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(family, "\n", " ", "é")), { maxLength: 80 }),
      (parts) => {
        const line = parts.join("").replace(/\s+/gu, " ").trim()
        const preview = previewOf(parts.join(""))
        expect(preview.length).toBeLessThanOrEqual(140)
        expect(preview).not.toMatch(/[\r\n\u2028]/u)
        const said = characters(preview.replace(/…$/u, ""))
        expect(characters(line).slice(0, said.length)).toEqual(said)
      },
    ),
    { numRuns: 500 },
  ))
test("a single character that is longer than a preview is cut all the same", () =>
  expect(previewOf(`a${"\u0301".repeat(9_000)}`).length).toBeLessThanOrEqual(140))
