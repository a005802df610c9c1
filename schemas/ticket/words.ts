import * as z from "zod"
import { text } from "#schemas/text"

/** The words that commands, events and views share. */
export const Priority = z.enum(["LOW", "MEDIUM", "HIGH", "CRITICAL"])
export type Priority = z.infer<typeof Priority>

export const Status = z.enum(["new", "open", "pending", "on-hold", "resolved", "closed"])
export type Status = z.infer<typeof Status>

export const Team = text(80)

export const Sentiment = z.enum(["POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED"])
export type Sentiment = z.infer<typeof Sentiment>

/** Four probabilities that sum to 1, as Amazon Comprehend's DetectSentiment answers them. */
export const SentimentScores = z.object({
  mixed: z.number().min(0).max(1),
  negative: z.number().min(0).max(1),
  neutral: z.number().min(0).max(1),
  positive: z.number().min(0).max(1),
})
export type SentimentScores = z.infer<typeof SentimentScores>

/** `model` when a service judged, `rules` when it could not and the rules in core/ticket/triage took over. */
export const Engine = z.enum(["model", "rules"])
export type Engine = z.infer<typeof Engine>

export const Category = z.enum(["access", "billing", "bug", "delivery", "how-to", "hardware", "feedback", "other"])
export type Category = z.infer<typeof Category>

/** What a person writes: at most 10,000 characters, and never only white space. */
export const Text = text(10_000)

/** A short reason or remark. */
export const Remark = text(500)

export const Channel = z.enum(["kinesis", "eventbridge", "portal", "api"])
export type Channel = z.infer<typeof Channel>

export const Person = z.object({
  firstName: text(50),
  lastName: text(50),
  email: z.email().max(50),
})
export type Person = z.infer<typeof Person>

/** What a ticket is about, in the customer's words. Lengths are those of the warehouse's columns. */
export const Problem = z.object({
  product: text(50),
  issueType: text(50),
  subject: text(500),
  description: text(5_000),
})
