import { setTimeout as wait } from "node:timers/promises"
import { explained } from "#cli/explained"

/** Something that must hold for the desk to be whole. `check` throws what is wrong; it is tried until it passes. */
export type Station = { name: string; check: () => Promise<void> }

export type Outcome = { name: string; seconds: number; failure?: string }

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
      if (Date.now() > deadline) return { name, seconds: seconds(), failure: explained(error) }
      await wait(250)
    }
  }
}
