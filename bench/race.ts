/** Who takes part: `prepare` is not timed, what it returns is. */
export type Entrant = { name: string; prepare: () => Promise<() => Promise<unknown>> }

export type Pace = {
  name: string
  /** Operations a second, the median of the rounds. */
  rate: number
  /** The first entrant's rate against this one's in the same round, the median of the rounds. */
  firstAgainst: number
}

export type Laps = { rounds: number; operations: number; onRound: () => void }

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2
}

const lap = async ({ prepare }: Entrant, operations: number): Promise<number> => {
  const run = await prepare()
  const start = performance.now()
  await run()
  return operations / ((performance.now() - start) / 1000)
}

/** Every entrant once, in turn, from another one on in each round. Answers their rates in the entrants' order. */
const round = async (entrants: readonly Entrant[], operations: number, number: number): Promise<number[]> => {
  const first = number % entrants.length
  const rates = new Map<Entrant, number>()
  for (const entrant of [...entrants.slice(first), ...entrants.slice(0, first)])
    rates.set(entrant, await lap(entrant, operations))
  return entrants.map((entrant) => rates.get(entrant) ?? 0)
}

/**
 * Interleaved rounds, A B C, B C A, C A B and so on, after one that warms up. What disturbs the machine disturbs
 * everybody, and so does what the one before leaves behind: whoever always begins is slower by a tenth or more.
 */
export const race = async (entrants: readonly Entrant[], { rounds, operations, onRound }: Laps): Promise<Pace[]> => {
  const rates: number[][] = []
  await round(entrants, operations, 0)
  onRound()
  for (let n = 0; n < rounds; n++) {
    rates.push(await round(entrants, operations, n))
    onRound()
  }
  return entrants.map(({ name }, index) => ({
    name,
    rate: median(rates.map((each) => each[index] ?? 0)),
    firstAgainst: median(rates.map((each) => (each[0] ?? 0) / (each[index] ?? 1))),
  }))
}
