import * as z from "zod"
import { Engine, Sentiment, SentimentScores } from "#schemas/ticket/words"

/** How the customer sounds. */
export const SentimentDetected = z.object({ sentiment: Sentiment, scores: SentimentScores, engine: Engine })
