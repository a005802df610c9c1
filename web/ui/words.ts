import type { Category, Person, Priority, Sentiment, Status } from "#schemas/ticket/words"

/** The desk's terms in the words of its screens. */
export const statusWords: Record<Status, string> = {
  new: "New",
  open: "Open",
  pending: "Pending",
  "on-hold": "On hold",
  resolved: "Resolved",
  closed: "Closed",
}

/** The same for the person who asked. */
export const customerStatusWords: Record<Status, string> = {
  new: "Received",
  open: "In progress",
  pending: "Waiting for you",
  "on-hold": "On hold",
  resolved: "Resolved",
  closed: "Closed",
}

export const priorityWords: Record<Priority, string> = {
  CRITICAL: "Critical",
  HIGH: "High",
  MEDIUM: "Medium",
  LOW: "Low",
}

export const sentimentWords: Record<Sentiment, string> = {
  POSITIVE: "Positive",
  NEUTRAL: "Neutral",
  MIXED: "Mixed",
  NEGATIVE: "Negative",
}

export const categoryWords: Record<Category, string> = {
  access: "Access",
  billing: "Billing",
  bug: "Bug",
  delivery: "Delivery",
  "how-to": "How-to",
  hardware: "Hardware",
  feedback: "Feedback",
  other: "Other",
}

const channels: Record<string, string> = {
  kinesis: "Integration (stream)",
  eventbridge: "Integration (events)",
  portal: "Customer portal",
  api: "API",
}

export const channelWords = (channel: string): string => channels[channel] ?? channel

/** Pairs of value and word, for lists to choose from. */
export const choices = <K extends string>(words: Record<K, string>): [K, string][] =>
  Object.entries(words) as [K, string][]

export const fullName = ({ firstName, lastName }: Pick<Person, "firstName" | "lastName">): string =>
  `${firstName} ${lastName}`
