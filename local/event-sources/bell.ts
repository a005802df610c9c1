/** Waiting for something to become true in this process, without polling. */
export type Bell = {
  /** Says that something has changed. */
  ring: () => void
  /** Resolves once `test` holds, asked again at every ring, or when the signal aborts. */
  until: (test: () => boolean) => Promise<void>
}

export const bell = (signal: AbortSignal): Bell => {
  const waiting = new Set<() => void>()
  const ring = () => {
    for (const ask of waiting) ask()
  }
  const until: Bell["until"] = (test) =>
    new Promise((resolve) => {
      const ask = () => {
        if (!signal.aborted && !test()) return
        waiting.delete(ask)
        resolve()
      }
      waiting.add(ask)
      ask()
    })
  signal.addEventListener("abort", ring, { once: true })
  return { ring, until }
}
