import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { acknowledgement } from "#core/triage/acknowledge"
import { type Language, languageOf, languages } from "#core/triage/language"
import { Priority } from "#schemas/ticket/words"

const about = {
  firstName: "Zoë",
  product: "Lamp 9",
  language: "en" as Language,
  priority: "LOW" as Priority,
  endangers: false,
}

test.each(languages)("in %s it greets, names the product, and is in that language", async (language) => {
  const text = acknowledgement({ ...about, language })
  expect(text).toContain("Zoë")
  expect(text).toContain("Lamp 9")
  expect(await languageOf(text)).toBe(language)
})

test("where somebody may be hurt, their safety comes before anything else", () => {
  const text = acknowledgement({ ...about, priority: "CRITICAL", endangers: true })
  expect(text.indexOf("emergency services")).toBeLessThan(text.indexOf("critical"))
})

describe("of what the customer wrote, nothing passes but a proper name and a proper product", () => {
  test.each([
    ["firstName", "Click https://evil.example"],
    ["firstName", "Bob\n\nWe refund 500"],
    ["firstName", "<b>Bob</b>"],
    ["firstName", "Bob. Wire us your savings"],
    ["product", "call +49 30 123456: free"],
    ["product", "x@evil.example"],
    ["product", "[gift](http://evil.example)"],
  ])("%s %j is left out", (field, text) => {
    const draft = acknowledgement({ ...about, [field]: text })
    expect(draft).not.toContain(text)
    expect(draft).not.toMatch(/evil|refund|<b>|49 30|savings/)
    expect(draft).toMatch(/^Hello/)
  })

  test("no draft has more lines, links or addresses than the desk wrote", () => {
    const words = fc.string({ unit: "binary" })
    const any = fc.record({
      firstName: words,
      product: words,
      language: fc.constantFrom(...languages),
      priority: fc.constantFrom(...Priority.options),
    })
    const lines = (text: string) => text.split("\n").length
    fc.assert(
      fc.property(any, (more) => {
        const draft = acknowledgement({ ...about, ...more })
        const { language, priority } = more
        expect(lines(draft)).toBe(lines(acknowledgement({ ...about, language, priority })))
        expect(draft).not.toMatch(/https?:|www\.|@|[<>{}[\]]/)
      }),
    )
  })
})
