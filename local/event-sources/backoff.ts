const firstMs = 100
const longestMs = 2_000

/** Milliseconds before another try: doubling from 100 ms, at most 2 s. `tries` counts the failures so far, from 1. */
export const backoff = (tries: number): number => Math.min(firstMs * 2 ** Math.min(tries - 1, 16), longestMs)
