/** Those who wait for a message, by queue. */
export const waiting = () => {
  const waiters = new Map<string, Set<() => void>>()
  const at = (queue: string) => {
    const known = waiters.get(queue) ?? new Set()
    waiters.set(queue, known)
    return known
  }
  return {
    /** Lets everybody look who waits at the queue. */
    wake: (queue: string) => {
      for (const look of at(queue)) look()
    },
    /** Waits for `wake`, for the time (milliseconds since 1970), or for the caller to hang up. */
    until: (queue: string, time: number, gone: AbortSignal) =>
      new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer)
          at(queue).delete(done)
          gone.removeEventListener("abort", done)
          resolve()
        }
        const timer = setTimeout(done, Math.max(0, time - Date.now()))
        at(queue).add(done)
        gone.addEventListener("abort", done)
      }),
  }
}

export type Waiting = ReturnType<typeof waiting>
