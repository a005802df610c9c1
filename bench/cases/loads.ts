import { ledgerdesk } from "../contenders/ledgerdesk.ts"
import { race } from "../race.ts"
import { type Bar, rounded, type Section } from "../section.ts"
import { itemsOf, seed } from "../seed.ts"
import type { Setting } from "../setting.ts"

/** Loads a round: enough for the clock. */
const loads = 20
/** The longest stream may take so many times as long as the one before it. */
const limit = 1.5
/** Events after the snapshot: as many as there are at most before the next one. */
const tail = 7

const idOf = (length: number) => `TKT-${length}`

/** What a command loads, of streams of several lengths. */
export const loadsAt = async (setting: Setting): Promise<Section> => {
  const { arena, sizes, progress } = setting
  const { client, table, store } = await arena.open(ledgerdesk)
  for (const length of sizes.lengths) {
    progress(`loads: writing ${length} events`)
    const ones = Array.from({ length: Math.max(1, length - tail) }, () => 1)
    await seed(client, table, itemsOf(idOf(length), ones))
    if (length > tail) await store.snapshot?.(idOf(length))
    for (let n = Math.max(1, length - tail); n < length; n++) await store.command(idOf(length), 1)
  }
  const entrants = sizes.lengths.map((length) => ({
    name: `${length} events`,
    prepare: async () => async () => {
      for (let n = 0; n < loads; n++) await store.load(idOf(length))
    },
  }))
  let done = 0
  const onRound = () => progress(`loads: round ${++done} of ${sizes.rounds + 1}`)
  const paces = await race(entrants, { rounds: sizes.rounds, operations: loads, onRound })
  const [before = 0, longest = 0] = paces.slice(-2).map(({ firstAgainst }) => firstAgainst)
  return {
    title: "Load for a command",
    rows: paces.map(({ name, rate }) => ({ stream: name, "milliseconds, median": rounded(1000 / rate) })),
    notes: [`From the latest snapshot, which the stream has outgrown by ${tail} events: the longest tail there is.`],
    bars: [barOf(rounded(longest / before))],
  }
}

const barOf = (ratio: number): Bar => ({
  what: "the longest stream against the one before it",
  asked: `at most ${limit}`,
  measured: `${ratio}`,
  met: ratio <= limit,
  why: `${rounded(ratio - limit)} over. Loads grow with the stream where they do not begin at a snapshot.`,
})
