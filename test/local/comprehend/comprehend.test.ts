import {
  BatchDetectSentimentCommand,
  ComprehendClient,
  DetectDominantLanguageCommand,
  DetectSentimentCommand,
  type LanguageCode,
} from "@aws-sdk/client-comprehend"
import fc from "fast-check"
import { beforeEach, describe, expect, test } from "vitest"
import { z } from "zod"
import { comprehend } from "#local/comprehend/comprehend"
import { bareServer, sdk } from "#test/support/bare-server"
import { labelled } from "#test/support/labelled-sentences"

const service = comprehend()
let client: ComprehendClient
beforeEach(async () => {
  const { url } = await bareServer(service.handle)
  client = new ComprehendClient(sdk(url))
})

const Scores = z.object({ Mixed: z.number(), Negative: z.number(), Neutral: z.number(), Positive: z.number() })

const detect = async (Text: string, LanguageCode: LanguageCode = "en") => {
  const { Sentiment, SentimentScore } = await client.send(new DetectSentimentCommand({ Text, LanguageCode }))
  return { sentiment: Sentiment, scores: Scores.parse(SentimentScore) }
}

const sum = (scores: z.infer<typeof Scores>) => Object.values(scores).reduce((total, score) => total + score, 0)

describe("on sentences that a person has labelled", () => {
  test("it agrees on at least 80 %", async () => {
    const answers = await Promise.all(labelled.map(async ([label, text]) => ({ label, text, ...(await detect(text)) })))
    const wrong = answers.filter(({ label, sentiment }) => label !== sentiment)
    const described = wrong.map(({ label, sentiment, text }) => `${label}, not ${sentiment}: ${text}`).join("\n")
    expect(1 - wrong.length / labelled.length, described).toBeGreaterThanOrEqual(0.8)
  })

  test("it takes praise for a complaint, or a complaint for praise, at most once in 20", async () => {
    const opposite: Record<string, string> = { POSITIVE: "NEGATIVE", NEGATIVE: "POSITIVE" }
    const answers = await Promise.all(labelled.map(async ([label, text]) => ({ label, text, ...(await detect(text)) })))
    const opposed = answers.filter(({ label, sentiment }) => opposite[label] === sentiment)
    expect(opposed.length / labelled.length, opposed.map(({ text }) => text).join("\n")).toBeLessThanOrEqual(0.05)
  })
})

test("the scores of any text are between 0 and 1 and sum to 1", async () => {
  const words = fc.array(
    fc.constantFrom("love", "hate", "broken", "great", "but", "not", "?", "!", "\n", "😀", "error"),
  )
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 300, unit: "binary" }).map((any) => any.toWellFormed()),
    words.map((list) => `x ${list.join(" ")}`),
  )
  await fc.assert(
    fc.asyncProperty(text, async (any) => {
      const { scores } = await detect(any)
      expect(Math.abs(sum(scores) - 1)).toBeLessThanOrEqual(1e-6)
      expect(Math.min(...Object.values(scores))).toBeGreaterThanOrEqual(0)
    }),
  )
})

test("a batch is answered text by text, and a text that is too long does not hold up the others", async () => {
  const TextList = ["I love it, great work!", "x".repeat(5_001), "This is terrible, I hate it."]
  const { ResultList, ErrorList } = await client.send(new BatchDetectSentimentCommand({ TextList, LanguageCode: "en" }))
  expect(ResultList).toMatchObject([
    { Index: 0, Sentiment: "POSITIVE" },
    { Index: 2, Sentiment: "NEGATIVE" },
  ])
  expect(ErrorList).toMatchObject([{ Index: 1, ErrorCode: "TextSizeLimitExceededException" }])
})

test("5,000 bytes are taken, and one more is refused with AWS's error", async () => {
  expect((await detect("é".repeat(2_500))).sentiment).toBe("NEUTRAL")
  await expect(detect(`${"é".repeat(2_500)}x`)).rejects.toMatchObject({ name: "TextSizeLimitExceededException" })
})

test("a language that it does not understand is refused with AWS's error", async () => {
  await expect(detect("これは良いです。", "ja")).rejects.toMatchObject({ name: "UnsupportedLanguageException" })
})

test("a batch of more than 25 texts is refused with AWS's error", async () => {
  const command = new BatchDetectSentimentCommand({ TextList: Array(26).fill("x"), LanguageCode: "en" })
  await expect(client.send(command)).rejects.toMatchObject({ name: "BatchSizeLimitExceededException" })
})

test("an operation that it does not have is refused, never answered with nothing", async () => {
  const command = new DetectDominantLanguageCommand({ Text: "x" })
  await expect(client.send(command)).rejects.toMatchObject({ name: "UnknownOperationException" })
})
