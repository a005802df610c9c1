import { SentimentDetected } from "#schemas/events/sentiment-detected"

export const RecordSentiment = SentimentDetected.strict()
