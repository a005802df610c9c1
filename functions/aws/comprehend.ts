import { ComprehendClient, DetectSentimentCommand } from "@aws-sdk/client-comprehend"
import * as z from "zod"
import { Sentiment, type SentimentScores } from "#schemas/ticket/words"

const comprehend = new ComprehendClient({})

/** Comprehend's limit for one text, in bytes of UTF-8: https://docs.aws.amazon.com/comprehend/latest/dg/guidelines-and-limits.html */
const limit = 5_000

/** Cuts between characters: a decoder in streaming mode keeps an unfinished one back. */
const withinLimit = (text: string): string =>
  new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, limit), { stream: true })

const share = z.number().min(0).max(1)
const Detected = z.object({
  Sentiment,
  SentimentScore: z.object({ Mixed: share, Negative: share, Neutral: share, Positive: share }),
})

/** Those of our languages that Comprehend judges. https://docs.aws.amazon.com/comprehend/latest/dg/supported-languages.html */
const Judged = z.enum(["en", "es", "fr", "de", "it", "pt"])
export type JudgedLanguage = z.infer<typeof Judged>

/** Whether Comprehend judges texts in this language. */
export const isJudged = (language: string): language is JudgedLanguage => Judged.safeParse(language).success

/** How a text sounds, by its first 5,000 bytes. Throws the SDK's errors, ZodError where the answer is not Comprehend's. */
export const sentimentOf = async (
  text: string,
  language: JudgedLanguage,
): Promise<{ sentiment: Sentiment; scores: SentimentScores }> => {
  const command = new DetectSentimentCommand({ Text: withinLimit(text), LanguageCode: language })
  const { Sentiment: sentiment, SentimentScore: s } = Detected.parse(await comprehend.send(command))
  return { sentiment, scores: { mixed: s.Mixed, negative: s.Negative, neutral: s.Neutral, positive: s.Positive } }
}
