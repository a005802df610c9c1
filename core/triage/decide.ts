import { Priority } from "#schemas/ticket/words"

/**
 * What a judgement costs, in ordinary mistakes: by how urgent a ticket is, and then by how urgent it is said to be. Whoever
 * waits with a fire is worse off than whoever is woken for a question.
 */
const cost: Record<Priority, Record<Priority, number>> = {
  LOW: { LOW: 0, MEDIUM: 1, HIGH: 2, CRITICAL: 3 },
  MEDIUM: { LOW: 1, MEDIUM: 0, HIGH: 1, CRITICAL: 2 },
  HIGH: { LOW: 3, MEDIUM: 1.2, HIGH: 0, CRITICAL: 1 },
  CRITICAL: { LOW: 7, MEDIUM: 4, HIGH: 1.8, CRITICAL: 0 },
}

/** The priority that costs least on average, by how likely each of them is. */
export const cheapest = (likely: Record<Priority, number>): Priority => {
  const expected = (said: Priority) => Priority.options.reduce((sum, is) => sum + likely[is] * cost[is][said], 0)
  return Priority.options.reduce((best, next) => (expected(next) < expected(best) ? next : best))
}
