declare module "vader-sentiment" {
  /** Shares of a text that sound negative, neutral and positive, and the normalised sum of all words from -1 to 1. */
  type Polarity = { neg: number; neu: number; pos: number; compound: number }
  export const SentimentIntensityAnalyzer: { polarity_scores: (text: string) => Polarity }
}
