import { type FunctionName, functions } from "../functions/manifest.ts"
import type { Arena } from "./arena.ts"
import type { Contender } from "./contender.ts"

/** How much of everything; tests take very little. */
export type Sizes = {
  rounds: number
  /** Appends or commands that an entrant does in one round: so many streams, and so many commands on each. */
  streams: number
  commands: number
  /** Events of the life whose capacity is counted, and where in it loads are looked at. */
  life: number
  lookAt: readonly number[]
  writers: number
  contended: number
  /** Stream lengths to load at. */
  lengths: readonly number[]
  /** Events of the longer history to rebuild from, and how often. */
  history: number
  rebuilds: number
  /** Tickets that are sent through a whole desk. */
  tickets: number
  /** Active tickets in lists, and how many settled ones stand beside them: few, and many. */
  active: number
  settled: readonly [number, number]
  /** Functions to start, and how often each. */
  functions: readonly FunctionName[]
  starts: number
}

export const sizes: Sizes = {
  rounds: 30,
  streams: 10,
  commands: 8,
  life: 1_000,
  lookAt: [10, 100, 1_000],
  writers: 8,
  contended: 40,
  lengths: [10, 1_000, 10_000],
  history: 100_000,
  rebuilds: 3,
  tickets: 300,
  active: 1_000,
  settled: [1_000, 100_000],
  functions: [...functions.keys()],
  starts: 5,
}

export type Setting = {
  arena: Arena
  sizes: Sizes
  /** Ledgerdesk first. */
  contenders: readonly Contender[]
  /** A line that tells who waits how far it is. */
  progress: (text: string) => void
}
