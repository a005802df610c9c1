import type { Clock } from "#local/clock"

/** How long the same failure stays unsaid after it was printed. */
const quietMs = 30_000

const address = /[^\s"'<>,;:]+@[^\s"'<>,;:]+/g

/** An error as one short line: its name and the first line of its message, without e-mail addresses. */
const inOneLine = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error).slice(0, 200)
  const [first = ""] = error.message.split("\n")
  return `${error.name}: ${first.replace(address, "<e-mail>").slice(0, 200)}`
}

/** `what` is what failed, in words: "batch of 3". */
export type Failure = { source: string; what: string; error: unknown }
export type FailureLog = (failure: Failure) => void

const kindOf = ({ source, error }: Failure) => `${source} ${error instanceof Error ? error.name : typeof error}`

/**
 * Prints each failure as one line. Failures of the same source and the same error name follow one another at most
 * every 30 s, with the number of those that were left out, so that a broken function does not fill the screen.
 */
export const failureLog = (print: (line: string) => void, clock: Clock): FailureLog => {
  const quiet = new Map<string, { until: number; unsaid: number }>()
  return (failure) => {
    const kind = kindOf(failure)
    const before = quiet.get(kind)
    if (before && clock.now() < before.until) {
      before.unsaid += 1
      return
    }
    const unsaid = before?.unsaid ? ` (and ${before.unsaid} more like it)` : ""
    quiet.set(kind, { until: clock.now() + quietMs, unsaid: 0 })
    print(`${failure.source}: ${failure.what} failed: ${inOneLine(failure.error)}${unsaid}`)
  }
}
