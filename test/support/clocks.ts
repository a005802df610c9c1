import { onTestFinished, vi } from "vitest"
import { type Clock, systemClock } from "#local/clock"

export type HastyClock = Clock & {
  /** Every pause that was asked for, in milliseconds. */
  pauses: number[]
  /** Puts the clock forward, without ending any pause. */
  skip: (ms: number) => void
}

/** The real time, but pauses end after 2 ms, however long they were asked for. */
export const hastyClock = (): HastyClock => {
  const pauses: number[] = []
  let ahead = 0
  return {
    pauses,
    skip: (ms) => {
      ahead += ms
    },
    now: () => Date.now() + ahead,
    pause: (ms, signal) => {
      pauses.push(ms)
      return systemClock.pause(Math.min(ms, 2), signal)
    },
  }
}

export type StoppedClock = Clock & {
  /** Lets `ms` pass: pauses end in their order, and what follows from one may begin another. */
  advance: (ms: number) => Promise<void>
  /** How many pauses are under way. */
  waiting: () => number
}

/** Time stands still until the test lets it pass. */
export const stoppedClock = (start = Date.UTC(2026, 0, 2, 3, 4, 5)): StoppedClock => {
  const waiting = new Set<{ at: number; end: () => void }>()
  let now = start

  const pause: Clock["pause"] = (ms, signal) =>
    new Promise((resolve) => {
      const one = {
        at: now + ms,
        end: () => {
          waiting.delete(one)
          resolve()
        },
      }
      if (signal?.aborted) return resolve()
      waiting.add(one)
      return signal?.addEventListener("abort", one.end, { once: true })
    })

  const settle = () => new Promise((resolve) => setImmediate(resolve))

  const advance = async (ms: number) => {
    const end = now + ms
    for (;;) {
      await settle()
      const [next] = [...waiting].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)
      if (!next) break
      now = next.at
      next.end()
    }
    now = end
  }

  return { now: () => now, pause, advance, waiting: () => waiting.size }
}

/** The timers of this process end only as the test advances them, by `vi.advanceTimersByTime`. */
export const stopTimers = () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  onTestFinished(() => void vi.useRealTimers())
}
