import { setTimeout as wait } from "node:timers/promises"
import type { Desk } from "#core/execute"
import { eventStore } from "#functions/lib/event-store"

/** Milliseconds. */
const first = 20
const longest = 1_000

/** Exponential backoff with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export const pause = async (attempt: number): Promise<void> => {
  await wait(Math.random() * Math.min(longest, first * 2 ** attempt))
}

export const desk: Desk = { store: eventStore, pause }
