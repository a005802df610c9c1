import { setTimeout as wait } from "node:timers/promises"

/**
 * Something that must hold for the desk to be whole. `check` throws what is wrong and is tried until it passes. A station
 * is only tried once those in `needs` have passed: without them it would fail without being to blame.
 */
export type Station = { name: string; needs?: readonly string[]; check: () => Promise<void> }

/** `flaw` marks a failure in spite of which what comes after it can be tried. */
export type Outcome = { name: string; seconds: number; failure?: string; flaw?: true }

/** Something is there, but not as it should be, and it will not change any more. */
export class Flaw extends Error {}

/** Tries a station to its end, and takes note. */
export type Trial = (station: Station) => Promise<Outcome>

const failed = (error: unknown): Pick<Outcome, "failure" | "flaw"> => ({
  failure: error instanceof Error ? error.message : String(error),
  ...(error instanceof Flaw && { flaw: true }),
})

/** Throws with what was expected, unless it holds. */
export const must = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise)
}

/** Tries a station until it passes or `deadline` (epoch ms) is over. */
export const attempt = async ({ name, check }: Station, deadline: number): Promise<Outcome> => {
  const start = Date.now()
  const seconds = () => (Date.now() - start) / 1000
  for (;;) {
    try {
      await check()
      return { name, seconds: seconds() }
    } catch (error) {
      if (error instanceof Flaw || Date.now() > deadline) return { name, seconds: seconds(), ...failed(error) }
      await wait(250)
    }
  }
}

const passed = ({ failure, flaw }: Outcome) => failure === undefined || flaw === true

/**
 * Tries all stations, each as soon as those that it needs have passed. They come in an order in which none needs a later
 * one. Resolves with the names of those that passed.
 */
export const tryAll = async (stations: readonly Station[], trial: Trial): Promise<Set<string>> => {
  const tried = new Map<string, Promise<boolean>>()
  const run = async (station: Station): Promise<boolean> => {
    const needed = await Promise.all((station.needs ?? []).map((name) => tried.get(name)))
    return needed.every((held) => held === true) && passed(await trial(station))
  }
  for (const station of stations) tried.set(station.name, run(station))
  const names = new Set<string>()
  for (const [name, held] of tried) if (await held) names.add(name)
  return names
}
