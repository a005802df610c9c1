import { join } from "node:path"
import { z } from "zod"
import { acceptable, folder, jsonLines, type Question, trainingSet } from "#cli/train/training-set"
import { Category, Priority, Sentiment } from "#schemas/ticket/words"

/** Labels of a reader who wrote none of the tickets and saw none of their labels. */
const Second = z.object({ id: z.string(), priority: Priority, category: Category, sentiment: Sentiment })
const file = join(folder, "..", "second-reader", "labels.jsonl")

export type Agreement = { tickets: number } & Record<Question, number>

/** How often the second reader chose a label that the first one chose or holds defensible, from 0 to 1. */
export const agreement = (): Agreement => {
  const own = new Map(trainingSet().map((ticket) => [ticket.id, ticket]))
  const both = jsonLines(file, Second).flatMap((second) => {
    const first = own.get(second.id)
    return first ? [{ first, second }] : []
  })
  const share = (question: Question) =>
    both.filter(({ first, second }) => acceptable(first, question).includes(second[question])).length / both.length
  return {
    tickets: both.length,
    priority: share("priority"),
    category: share("category"),
    sentiment: share("sentiment"),
  }
}
