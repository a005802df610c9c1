import { setTimeout as wait } from "node:timers/promises"

/** Milliseconds. */
const first = 20
const longest = 1_000

/** Exponential backoff with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export const pause = async (attempt: number): Promise<void> => {
  await wait(Math.random() * Math.min(longest, first * 2 ** attempt))
}
