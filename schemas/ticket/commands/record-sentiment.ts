import { SentimentDetected } from "#schemas/ticket/events/sentiment-detected"

export const RecordSentiment = SentimentDetected.strict()
