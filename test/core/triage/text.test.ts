import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { partsOf, plain, tokensOf } from "#core/triage/text"

describe("what a reader sees", () => {
  test.each([
    ["pass\u200bword", "password"],
    ["\u202epass\u202cword", "password"],
    ["раsswоrd", "password"],
    ["ｆｉｒｅ", "fire"],
    ["don’t", "don't"],
    ["Привет", "Привет"],
    ["Größe", "Größe"],
  ])("%s is %s", (written, seen) => expect(plain(written)).toBe(seen))

  test("what is plain stays as it is", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plain(plain(text))).toBe(plain(text))
      }),
    ))
})

describe("whose words they are", () => {
  test("quoted lines are somebody else's, and a signature nobody's", () => {
    const text =
      "It works again.\n\nOn 3 May 2026 the desk wrote:\n> We had an outage.\n> Sorry.\n\n-- \nAnn\nSmoke Alarms Ltd"
    expect(partsOf(text)).toEqual({ own: "It works again.", quoted: "We had an outage.\nSorry." })
  })
  test("below a forwarded message everything is quoted", () => {
    const text = "Bitte prüfen.\n-----Ursprüngliche Nachricht-----\nAlles ist gelöscht."
    expect(partsOf(text)).toEqual({ own: "Bitte prüfen.", quoted: "Alles ist gelöscht." })
  })
  test("no line is lost that is neither quote nor signature", () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), (lines) => {
        expect(partsOf(lines.join("\n")).own).toBe(lines.join("\n"))
      }),
    ))
})

test("long numbers are one word, whatever they are", () => {
  expect(tokensOf("Order 20931-55, 3 boxes!!")).toEqual(["order", "0000", "00", "00", "boxes", "!!"])
})
