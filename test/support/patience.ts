import { pbkdf2Sync } from "node:crypto"

/**
 * How long tests wait. A limit is there for what hangs, and never says how fast something must be: it is written in
 * milliseconds of a quiet machine, and lasts as much longer as a measured unit of work takes longer just then.
 */

// Taken before any test bends time.
const now = performance.now.bind(performance)

/** Milliseconds of a unit of work on a quiet machine; longer than a turn of the scheduler, so that others are felt. */
const quiet = 20
const work = () => pbkdf2Sync("a unit", "of work", 150_000, 32, "sha256")

/** What bounds every limit: a machine counts as at most so many times slower than a quiet one. */
export const slowest = 20

/** How many times as long as on a quiet machine a unit of work takes right now, from 1 to `slowest`. Does one. */
const slowness = (): number => {
  const began = now()
  work()
  return Math.min(slowest, Math.max(1, (now() - began) / quiet))
}

/** A limit for whoever keeps it by itself, a browser or a child process: as long as the machine is slow now. */
export const limit = (milliseconds: number): number => Math.ceil(milliseconds * slowness())

/** The same in whole seconds. */
export const limitInSeconds = (seconds: number): number => Math.ceil(seconds * slowness())

/**
 * Begins a wait of so many milliseconds of a quiet machine. Returns what tells, each time that it is asked, whether they
 * are over: what passed since it looked last counts for less by as much as the machine is slow.
 */
export const patience = (milliseconds: number, machine = { now, slowness }): (() => boolean) => {
  const between = Math.max(1_000, milliseconds / 20)
  let left = milliseconds
  let since = machine.now()
  return () => {
    const passed = machine.now() - since
    if (passed < Math.min(left, between)) return false
    left -= passed / machine.slowness()
    since += passed
    return left <= 0
  }
}
