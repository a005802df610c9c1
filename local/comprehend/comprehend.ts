import { z } from "zod"
import { type Mood, moodOf } from "#core/triage/judge"
import { loadEngine } from "#local/comprehend/load-engine"
import { AwsError, jsonService, type Operation, type Service } from "#local/service"

/** Comprehend's limits: https://docs.aws.amazon.com/comprehend/latest/dg/guidelines-and-limits.html */
const bytesOfText = 5_000
const textsOfBatch = 25

const One = z.object({ Text: z.string().min(1), LanguageCode: z.string() })
const Batch = z.object({ TextList: z.array(z.string()).min(1), LanguageCode: z.string() })

/** Of Comprehend's languages, those that the judge of core/triage has learnt. */
const known = ["en", "es", "fr", "de", "it", "pt"]

const checkLanguage = (code: string) => {
  if (known.includes(code)) return
  const message = `The local Comprehend understands ${known.join(", ")}, not ${code}`
  throw new AwsError("UnsupportedLanguageException", message)
}

const checkSize = (text: string) => {
  const bytes = Buffer.byteLength(text)
  if (bytes <= bytesOfText) return
  const message = `Input text size exceeds limit. Max length of request text allowed is ${bytesOfText} bytes while in this request the text size is ${bytes} bytes`
  throw new AwsError("TextSizeLimitExceededException", message)
}

const shaped = ({ sentiment, scores: { mixed, negative, neutral, positive } }: Mood) => ({
  Sentiment: sentiment,
  SentimentScore: { Mixed: mixed, Negative: negative, Neutral: neutral, Positive: positive },
})

type Detect = (text: string, language: string) => Promise<Mood>

const one =
  (detect: Detect): Operation =>
  async (input) => {
    const { Text, LanguageCode } = One.parse(input)
    checkLanguage(LanguageCode)
    checkSize(Text)
    return shaped(await detect(Text, LanguageCode))
  }

/** In a batch, a text that is refused does not hold up the others. */
const ofBatch = async (detect: (text: string) => Promise<Mood>, text: string, Index: number) => {
  try {
    checkSize(text)
    return { Index, ...shaped(await detect(text)) }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { Index, ErrorCode: error.code, ErrorMessage: error.message }
  }
}

const batch =
  (detect: Detect): Operation =>
  async (input) => {
    const { TextList, LanguageCode } = Batch.parse(input)
    checkLanguage(LanguageCode)
    if (TextList.length > textsOfBatch) {
      throw new AwsError("BatchSizeLimitExceededException", `A batch has at most ${textsOfBatch} texts`)
    }
    const all = await Promise.all(
      TextList.map((text, index) => ofBatch((each) => detect(each, LanguageCode), text, index)),
    )
    return {
      ResultList: all.filter((entry) => "Sentiment" in entry),
      ErrorList: all.filter((entry) => "ErrorCode" in entry),
    }
  }

/**
 * Amazon Comprehend's sentiment: of English from two word lists and what people write to help desks, of other languages
 * from the judge of core/triage.
 * https://docs.aws.amazon.com/comprehend/latest/APIReference/API_DetectSentiment.html
 */
export const comprehend = (): Service<"comprehend"> => {
  let engine: ReturnType<typeof loadEngine> | undefined
  const load = () => {
    engine ??= loadEngine()
    return engine
  }
  const detect: Detect = async (text, language) => (language === "en" ? (await load())(text) : moodOf(text))
  return {
    ...jsonService("comprehend", { DetectSentiment: one(detect), BatchDetectSentiment: batch(detect) }),
    // The first ticket should not wait for the word lists. Whoever asks first gets an error; it must not end the process.
    resume: () => void load().catch(() => undefined),
  }
}
