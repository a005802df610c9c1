import { fork } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { join } from "node:path"
import { z } from "zod"
import { credentials } from "../../local/clients.ts"
import { region } from "../../local/region.ts"
import { tables } from "../../schemas/tables.ts"
import type { Arena } from "../arena.ts"
import type { Item } from "../item-size.ts"
import { median } from "../race.ts"
import { atLeast, below, rounded, type Section } from "../section.ts"
import { itemsOf, seed } from "../seed.ts"
import type { Setting } from "../setting.ts"
import { commandsOf } from "../workload.ts"

/** Events of each ticket. */
const each = 10

const Outcome = z.object({ seconds: z.number(), segments: z.int(), megabytes: z.number() })

function* history(events: number): Generator<Item> {
  for (let ticket = 0; ticket < events / each; ticket++) yield* itemsOf(`TKT-${ticket}`, commandsOf(each))
}

/** In a process of its own, for its memory's sake. */
const rebuild = async (url: string, events: string, views: string) => {
  const child = fork(join(import.meta.dirname, "..", "rebuild-process.ts"), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: {
      ...process.env,
      EVENTS_TABLE: events,
      VIEWS_TABLE: views,
      AWS_ENDPOINT_URL: url,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      POWERTOOLS_LOG_LEVEL: "SILENT",
    },
  })
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`The rebuild ended with exit code ${code}: see above`)
  })
  const [message] = await Promise.race([once(child, "message"), failed])
  return Outcome.parse(message)
}

const scanned = async ({ plain }: Arena, table: string, part: { Segment: number; TotalSegments: number }) => {
  const items: Item[] = []
  let start: Item | undefined
  do {
    const page = await plain.scan({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start, ...part })
    items.push(...(page.Items ?? []))
    start = page.LastEvaluatedKey
  } while (start)
  return items
}

/** The read models' rows of a views table, without what rebuilds remember. */
const rowsOf = async (arena: Arena, views: string) =>
  (await scanned(arena, views, { Segment: 0, TotalSegments: 1 })).filter(({ pk }) => !pk?.S?.startsWith("$re"))

type Copy = { events: string; rows: readonly Item[]; segments: number; views: string }

/** The least that any rebuild has to do: reads all events, and writes the rows, which it has beforehand. */
const bare = async (arena: Arena, { events, rows, segments, views }: Copy) => {
  const start = performance.now()
  const part = async (Segment: number) => {
    await scanned(arena, events, { Segment, TotalSegments: segments })
    await seed(
      arena.plain,
      views,
      rows.filter((_, index) => index % segments === Segment),
    )
  }
  await Promise.all(Array.from({ length: segments }, (_, segment) => part(segment)))
  return (performance.now() - start) / 1000
}

const viewsTable = async ({ make }: Arena) => make({ ...tables.views, name: `bench-views-${randomUUID()}` })

const eventsTable = async ({ plain, make }: Arena, count: number) => {
  const table = await make({ ...tables.events, name: `bench-events-${randomUUID()}` })
  await seed(plain, table, history(count))
  return table
}

/** One rebuild and one bare copy of what it wrote. */
const round = async (arena: Arena, events: string) => {
  const views = await viewsTable(arena)
  const { seconds, segments, megabytes } = await rebuild(arena.url, events, views)
  const rows = await rowsOf(arena, views)
  const least = await bare(arena, { events, rows, segments, views: await viewsTable(arena) })
  return { seconds, least, megabytes, rows: rows.length }
}

const measure = async ({ arena, sizes, progress }: Setting, count: number) => {
  progress(`rebuild: writing ${count} events`)
  const events = await eventsTable(arena, count)
  const rounds: Awaited<ReturnType<typeof round>>[] = []
  for (let n = 0; n < sizes.rebuilds; n++) {
    progress(`rebuild of ${count} events: round ${n + 1} of ${sizes.rebuilds}`)
    rounds.push(await round(arena, events))
  }
  return {
    events: count,
    rows: rounds[0]?.rows ?? 0,
    "seconds, rebuild": rounded(median(rounds.map(({ seconds }) => seconds))),
    "seconds, bare": rounded(median(rounds.map(({ least }) => least))),
    "peak MB": Math.round(median(rounds.map(({ megabytes }) => megabytes))),
    rate: rounded(median(rounds.map(({ seconds, least }) => least / seconds))),
  }
}

/** Rebuilds of all read models from histories of two lengths. */
export const rebuilds = async (setting: Setting): Promise<Section> => {
  const { history: long } = setting.sizes
  const [short, whole] = [await measure(setting, long / 10), await measure(setting, long)]
  return {
    title: `Rebuild of ${long} events against a bare parallel scan and batch write of the same rows`,
    rows: [short, whole],
    notes: [
      `${each} events a ticket. Both read the same segments at once, strongly consistent. Median of ${setting.sizes.rebuilds}.`,
    ],
    bars: [
      atLeast(
        "the rebuild's rate against the bare one's",
        [0.7, whole.rate],
        "It decodes and folds every event, and looks whether live events overtook a row.",
      ),
      below(
        "peak memory, 10 times the events",
        [1.2, whole["peak MB"] / short["peak MB"]],
        "A short run ends before its memory is collected for the first time.",
      ),
    ],
  }
}
