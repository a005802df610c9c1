export type Courier = {
  /** Something is there to deliver; it goes out within the flush interval. */
  wake: () => void
  /** Delivers everything now. Throws where a destination is out of order. */
  flush: () => Promise<void>
  /** Delivers no more; what is under way ends first. */
  stop: () => Promise<void>
}

export type Round = {
  /** Delivers one batch and says whether there was one. */
  deliver: () => Promise<boolean>
  /** Milliseconds that records gather before they go out. */
  flushMillis: number
  failed: (error: unknown) => void
}

/** Milliseconds between attempts: twice as long each time. */
const firstRetry = 250
const longestRetry = 10_000

/** Delivers batch by batch, one at a time, and tries again for as long as a destination is out of order. */
export const courier = ({ deliver, flushMillis, failed }: Round): Courier => {
  let timer: NodeJS.Timeout | undefined
  let retry = firstRetry
  let stopped = false
  let work: Promise<void> = Promise.resolve()

  const everything = async () => {
    while (!stopped && (await deliver())) retry = firstRetry
  }

  const run = () => {
    const next = work.then(everything)
    work = next.catch(again)
    return next
  }

  const plan = (delay: number) => {
    if (stopped || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void run()
    }, delay)
  }

  const again = (error: unknown) => {
    failed(error)
    plan(retry)
    retry = Math.min(longestRetry, retry * 2)
  }

  return {
    wake: () => plan(flushMillis),
    flush: run,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await work
    },
  }
}
