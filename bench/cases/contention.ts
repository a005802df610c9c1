import { randomUUID } from "node:crypto"
import type { Opened } from "../arena.ts"
import type { Section } from "../section.ts"
import type { Setting } from "../setting.ts"

type Outcome = { succeeded: number; conflicts: number; others: string[]; version: number }

const attempt = async ({ store, contender }: Opened, stream: string, outcome: Outcome) => {
  try {
    await store.command(stream, 1)
    outcome.succeeded++
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error)
    const kind = error instanceof Error ? error.constructor.name : ""
    if ([name, kind].some((known) => contender.conflicts.includes(known))) outcome.conflicts++
    else outcome.others.push(name)
  }
}

const contend = async (opened: Opened, { sizes }: Setting): Promise<Outcome> => {
  const stream = `TKT-${randomUUID()}`
  await opened.store.command(stream, 1)
  const outcome: Outcome = { succeeded: 0, conflicts: 0, others: [], version: 0 }
  const writer = async () => {
    for (let n = 0; n < sizes.contended / sizes.writers; n++) await attempt(opened, stream, outcome)
  }
  await Promise.all(Array.from({ length: sizes.writers }, writer))
  return { ...outcome, version: await opened.store.load(stream) }
}

/** Every success must be on the stream once, which began with one event. */
const lost = ({ succeeded, version }: Outcome) => succeeded + 1 - version

/** Commands that all want the same place on one stream. */
export const contention = async (setting: Setting): Promise<Section> => {
  const { arena, contenders, sizes, progress } = setting
  const rows: Section["rows"][number][] = []
  const outcomes: Outcome[] = []
  for (const contender of contenders) {
    progress(`contention: ${contender.name}`)
    const outcome = await contend(await arena.open(contender), setting)
    outcomes.push(outcome)
    const { succeeded, conflicts, others } = outcome
    rows.push({
      who: contender.name,
      succeeded,
      "typed conflicts": conflicts,
      "other errors": others.length === 0 ? 0 : `${others.length} (${[...new Set(others)].join(", ")})`,
      "acknowledged but lost": lost(outcome),
    })
  }
  const [ours] = outcomes
  const settled = ours ? ours.succeeded + ours.conflicts : 0
  return {
    title: `${sizes.contended} contended commands by ${sizes.writers} writers on one stream`,
    rows,
    notes: ["Everybody retries as often as it does by default."],
    bars: [
      {
        what: "commands that succeed or answer a typed conflict",
        asked: `${sizes.contended}, none lost`,
        measured: `${settled}, ${ours ? lost(ours) : 0} lost`,
        met: ours !== undefined && settled === sizes.contended && lost(ours) === 0,
        why: "See the other errors.",
      },
    ],
  }
}
