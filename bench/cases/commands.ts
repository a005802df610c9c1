import { randomUUID } from "node:crypto"
import type { Opened } from "../arena.ts"
import { type Entrant, type Pace, race } from "../race.ts"
import { type Bar, rounded, type Section } from "../section.ts"
import type { Setting } from "../setting.ts"

/** Lives from their first command on, one after the other. */
const lives = ({ contender, store }: Opened, { sizes }: Setting, count: number): Entrant => ({
  name: contender.name,
  prepare: async () => async () => {
    for (let stream = 0; stream < sizes.streams; stream++) {
      const id = `TKT-${randomUUID()}`
      for (let command = 0; command < sizes.commands; command++) await store.command(id, count)
    }
  },
})

const why =
  "Two requests to the endpoint make up most of a command, and every store needs them. Ours inflates and checks each event that it loads."

const faster = (count: number, { name, firstAgainst }: Pace): Bar => ({
  what: `commands of ${count} against ${name}`,
  asked: "above 1",
  measured: firstAgainst.toFixed(2),
  met: firstAgainst > 1,
  why: `${(1 - firstAgainst).toFixed(2)} short. ${why}`,
})

const measure = async (setting: Setting, count: number) => {
  const { arena, contenders, sizes, progress } = setting
  const entrants: Entrant[] = []
  for (const contender of contenders) entrants.push(lives(await arena.open(contender), setting, count))
  let done = 0
  const onRound = () => progress(`commands of ${count}: round ${++done} of ${sizes.rounds + 1}`)
  const paces = await race(entrants, { rounds: sizes.rounds, operations: sizes.streams * sizes.commands, onRound })
  return {
    rows: paces.map(({ name, rate, firstAgainst }) => ({
      events: count,
      who: name,
      "commands a second": Math.round(rate),
      "ledgerdesk against it": rounded(firstAgainst),
    })),
    bars: paces.slice(1).map((pace) => faster(count, pace)),
  }
}

/** Load, fold, decide, append: what a command does. */
export const commands = async (setting: Setting): Promise<Section> => {
  const [one, three] = [await measure(setting, 1), await measure(setting, 3)]
  return {
    title: "Commands: load + append",
    rows: [...one.rows, ...three.rows],
    notes: [
      `Sequential; each stream gets ${setting.sizes.commands} commands from its beginning. No snapshots are written by ledgerdesk.`,
      "Commands of 3 events are one put in ledgerdesk, one update in equinox-js and a transaction in castore.",
    ],
    bars: [...one.bars, ...three.bars],
  }
}
