/** Time as the local services see it, so that a test can bend it. */
export type Clock = {
  /** Epoch milliseconds. */
  now: () => number
  /** Resolves after `ms`, or at once when `signal` aborts. Never rejects. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>
}

const pause: Clock["pause"] = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    return signal?.addEventListener("abort", end)
  })

export const systemClock: Clock = { now: () => Date.now(), pause }
