import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  type Asked,
  type Classification,
  classificationByRules,
  responseByRules,
  sentimentByRules,
} from "#core/ticket/triage/rules"
import { Category, Priority, Sentiment } from "#schemas/ticket/words"

const ticket = (description: string, more: Partial<Asked> = {}): Asked => ({
  product: "Router X2",
  issueType: "Technical issue",
  subject: "Help with my router",
  description,
  ...more,
})

const judged = (asked: Asked): Classification =>
  classificationByRules(asked, sentimentByRules(`${asked.subject}\n${asked.description}`))

describe("sentiment by rules", () => {
  test.each<[string, Sentiment]>([
    ["This is terrible and I am furious.", "NEGATIVE"],
    ["I love it, excellent work, thank you.", "POSITIVE"],
    ["Where do I find the invoice for March?", "NEUTRAL"],
    ["The picture is fantastic and I love the design, but the sound is awful and the app is terrible.", "MIXED"],
    ["It is not good and very slow.", "NEGATIVE"],
  ])("%s sounds %s", (text, sentiment) => expect(sentimentByRules(text).sentiment).toBe(sentiment))

  test("the four scores sum to 1 for any text, and the sentiment is the highest", () => {
    const words = fc.constantFrom("love", "terrible", "not", "very", "broken", "great", "the", "’", "\n", "don't")
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words).map((list) => list.join(" ")),
    )
    fc.assert(
      fc.property(text, (any) => {
        const { sentiment, scores } = sentimentByRules(any)
        const { mixed, negative, neutral, positive } = scores
        const named = { MIXED: mixed, NEGATIVE: negative, NEUTRAL: neutral, POSITIVE: positive }
        expect(mixed + negative + neutral + positive).toBeCloseTo(1, 6)
        expect(named[sentiment]).toBe(Math.max(mixed, negative, neutral, positive))
      }),
    )
  })
})

describe("priority by rules", () => {
  test.each<[string, string, Priority]>([
    ["an outage", "Since nine the server is down and nobody can log in.", "CRITICAL"],
    ["lost data", "After the update all my photos are gone.", "CRITICAL"],
    ["a security incident", "Somebody hacked my account last night.", "CRITICAL"],
    ["a danger to people", "There was smoke and the battery is swollen.", "CRITICAL"],
    [
      "three grave things together",
      "I was charged twice, I cannot use it, and my lawyer will write to you.",
      "CRITICAL",
    ],
    ["being unable to work", "I cannot work because the program does not open.", "HIGH"],
    ["a legal threat", "Otherwise I will take legal action.", "HIGH"],
    ["money taken wrongly", "You charged me twice in March.", "HIGH"],
    ["a fault with a way around it", "Photos take a while to sync, uploading by hand is fine.", "MEDIUM"],
  ])("%s is judged: %s", (_, description, priority) => expect(judged(ticket(description)).priority).toBe(priority))

  test.each([
    ["a question", "Product inquiry", "How do I change the language?"],
    ["feedback", "Feedback", "I suggest a darker colour for the menu."],
  ])("%s is LOW", (_, issueType, description) => {
    expect(judged(ticket(description, { issueType, subject: "The menu" })).priority).toBe("LOW")
  })

  test.each([
    "There was no outage at all, I only want to know which plan I have.",
    "How do I prevent data loss when I move to a new phone?",
    "What happens if the server is down for a day?",
  ])("what did not happen is no evidence: %s", (description) => {
    expect(["LOW", "MEDIUM"]).toContain(judged(ticket(description, { issueType: "Question" })).priority)
  })

  test("a clearly negative message raises a usual problem by one step", () => {
    const calm = ticket("The menu flickers sometimes.")
    const angry = ticket("The menu flickers sometimes. This is terrible, awful and unacceptable. I hate it.")
    expect([judged(calm).priority, judged(angry).priority]).toEqual(["MEDIUM", "HIGH"])
  })

  test.each<[Priority, Priority]>([
    ["CRITICAL", "HIGH"],
    ["HIGH", "HIGH"],
    ["LOW", "LOW"],
  ])("a customer who asks for %s moves a usual problem by a step: %s", (priority, expected) => {
    expect(judged(ticket("The menu flickers sometimes.", { priority })).priority).toBe(expected)
  })

  test("a customer who asks for LOW does not play down a burning battery", () => {
    expect(judged(ticket("The battery caught fire.", { priority: "LOW" })).priority).toBe("CRITICAL")
  })

  test("the customer's word alone never makes a ticket CRITICAL, however angry it is", () => {
    const angry = ticket("The menu flickers. This is terrible, awful and unacceptable.", { priority: "CRITICAL" })
    expect(judged(angry).priority).toBe("HIGH")
  })

  test("a question stays below HIGH whatever the customer asks for", () => {
    const question = ticket("How do I change the language?", { issueType: "Question", priority: "CRITICAL" })
    expect(judged(question).priority).toBe("MEDIUM")
  })

  test("the reasoning names the evidence in the customer's words", () => {
    const { reasoning } = judged(ticket("You charged me twice, and my lawyer knows.", { priority: "LOW" }))
    expect(reasoning).toContain('money taken wrongly ("charged me twice")')
    expect(reasoning).toContain('a legal threat ("lawyer")')
    expect(reasoning).toContain("They asked for LOW, which the evidence does not bear out.")
  })

  test("the reasoning says when the customer's wish moved the priority", () => {
    expect(judged(ticket("The menu flickers.", { priority: "HIGH" })).reasoning).toContain("moved it by a step")
  })
})

test.each<[Category, string, string]>([
  ["access", "Account", "I forgot my password and cannot sign in."],
  ["billing", "Refund request", "Please refund the invoice of March."],
  ["bug", "Technical issue", "The app crashes with an error."],
  ["delivery", "Shipping", "My parcel has not arrived, tracking says nothing."],
  ["how-to", "Product inquiry", "How can I set up a second user?"],
  ["hardware", "Hardware issue", "The screen is cracked and a button is broken."],
  ["feedback", "Feedback", "I suggest a night mode, it would be great."],
  ["other", "Misc", "Hello."],
])("a ticket is about %s: %s, %s", (category, issueType, description) => {
  expect(judged(ticket(description, { issueType, subject: "A word" })).category).toBe(category)
})

describe("the reply by rules", () => {
  test.each(Category.options)("about %s it greets by first name and names product and subject", (category) => {
    const classification = { priority: "HIGH", reasoning: "r", category } as const
    const asked = ticket("d", { product: "Lamp 9", subject: "It hums" })
    const text = responseByRules({ ...asked, firstName: "Cora", sentiment: "NEGATIVE", classification })
    expect(text).toMatch(/^Hello Cora,/)
    expect(text).toContain("Lamp 9")
    expect(text).toContain('"It hums"')
    expect(text).toMatch(/1\. /)
    expect(text.length).toBeLessThan(2_500)
  })

  test("it fits into a draft for the longest subject", () => {
    const asked = ticket("d", { product: "p".repeat(50), subject: "s".repeat(500) })
    const classification = { priority: "CRITICAL", reasoning: "r", category: "access" } as const
    const text = responseByRules({ ...asked, firstName: "f".repeat(50), sentiment: "MIXED", classification })
    expect(text.length).toBeLessThan(5_000)
  })
})

test("the rules answer any ticket within their limits", () => {
  const arbitrary = fc.record({
    product: fc.string({ minLength: 1, maxLength: 50 }),
    issueType: fc.string({ minLength: 1, maxLength: 50 }),
    subject: fc.string({ minLength: 1, maxLength: 500 }),
    description: fc.string({ minLength: 1, maxLength: 5_000, unit: "binary" }),
    priority: fc.option(fc.constantFrom(...Priority.options), { nil: undefined }),
  })
  fc.assert(
    fc.property(arbitrary, (asked) => {
      const { reasoning } = judged(asked)
      expect(reasoning.length).toBeLessThanOrEqual(1_000)
    }),
  )
})

test("a description made to slow the rules down is judged within a second", () => {
  const text = "lost all all all my my data ".repeat(180)
  const began = performance.now()
  judged(ticket(`${text}${"do not ".repeat(300)}${"a".repeat(2_000)}`))
  expect(performance.now() - began).toBeLessThan(1_000)
})

test("every sentiment has its own thanks", () => {
  const classification = { priority: "LOW", reasoning: "r", category: "other" } as const
  const texts = Sentiment.options.map((sentiment) =>
    responseByRules({ ...ticket("d"), firstName: "A", sentiment, classification }),
  )
  expect(new Set(texts).size).toBe(4)
})
