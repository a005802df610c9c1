import type { Clock } from "#local/clock"
import { backoff } from "#local/event-sources/backoff"
import type { Failure, FailureLog } from "#local/failure-log"

export type Trying = Pick<Failure, "source" | "what"> & { clock: Clock; signal: AbortSignal; failed: FailureLog }

/** Runs `work` until it once succeeds or the signal aborts. Each failure is logged and followed by a growing pause. */
export const keepTrying = async (trying: Trying, work: () => Promise<void>): Promise<void> => {
  const { clock, signal, failed, source, what } = trying
  for (let tries = 1; !signal.aborted; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!signal.aborted) failed({ source, what, error })
      await clock.pause(backoff(tries), signal)
    }
  }
}
