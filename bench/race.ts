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

/** Every entrant once, in turn. */
const round = async (entrants: readonly Entrant[], operations: number): Promise<number[]> => {
  const rates: number[] = []
  for (const entrant of entrants) rates.push(await lap(entrant, operations))
  return rates
}

/** Interleaved rounds, A B C A B C and so on, after one that warms up. What disturbs the machine disturbs everybody. */
export const race = async (entrants: readonly Entrant[], { rounds, operations, onRound }: Laps): Promise<Pace[]> => {
  const rates: number[][] = []
  await round(entrants, operations)
  onRound()
  for (let n = 0; n < rounds; n++) {
    rates.push(await round(entrants, operations))
    onRound()
  }
  return entrants.map(({ name }, index) => ({
    name,
    rate: median(rates.map((each) => each[index] ?? 0)),
    firstAgainst: median(rates.map((each) => (each[0] ?? 0) / (each[index] ?? 1))),
  }))
}
