import { fork } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { join } from "node:path"
import { z } from "zod"
import type { Item } from "../../cli/costs/item-size.ts"
import { credentials } from "../../local/clients.ts"
import { region } from "../../local/region.ts"
import { tables } from "../../schemas/tables.ts"
import type { Arena } from "../arena.ts"
import { median } from "../race.ts"
import { atLeast, below, rounded, type Section } from "../section.ts"
import { itemsOf, seed } from "../seed.ts"
import type { Setting } from "../setting.ts"
import { commandsOf } from "../workload.ts"

/** Events of each ticket. */
const each = 10

const Outcome = z.object({ seconds: z.number(), segments: z.int(), megabytes: z.number() })
type Outcome = z.infer<typeof Outcome>

function* history(events: number): Generator<Item> {
  for (let ticket = 0; ticket < events / each; ticket++) yield* itemsOf(`TKT-${ticket}`, commandsOf(each))
}

/** Megabytes of heap that are enough for any number of events. V8 otherwise lets garbage lie while memory is free. */
const heap = 128

type Rebuilt = { events: string; views: string; flags?: readonly string[] }

/** In a process of its own, for its memory's sake. */
const rebuild = async (url: string, { events, views, flags = [] }: Rebuilt) => {
  const child = fork(join(import.meta.dirname, "..", "rebuild-process.ts"), {
    execArgv: ["--disable-warning=ExperimentalWarning", ...flags],
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

type Round = { free: Outcome; bounded: Outcome; least: number }

/** A rebuild, whose rows a bare copy then writes in every round. */
const written = async (arena: Arena, events: string) => {
  const views = await viewsTable(arena)
  const { segments } = await rebuild(arena.url, { events, views })
  return { events, rows: await rowsOf(arena, views), segments }
}

/** One rebuild and one bare copy, in turn first, and one rebuild in a small heap. */
const round = async (arena: Arena, copy: Omit<Copy, "views">, number: number): Promise<Round> => {
  const { events } = copy
  const again = async (...flags: string[]) => rebuild(arena.url, { events, views: await viewsTable(arena), flags })
  const copied = async () => bare(arena, { ...copy, views: await viewsTable(arena) })
  const early = number % 2 === 0 ? undefined : await copied()
  const free = await again()
  const least = early ?? (await copied())
  return { free, least, bounded: await again(`--max-old-space-size=${heap}`, "--max-semi-space-size=8") }
}

const measure = async ({ arena, sizes, progress }: Setting, count: number) => {
  progress(`rebuild: writing ${count} events`)
  const copy = await written(arena, await eventsTable(arena, count))
  const rounds: Round[] = []
  for (let n = 0; n < sizes.rebuilds; n++) {
    progress(`rebuild of ${count} events: round ${n + 1} of ${sizes.rebuilds}`)
    rounds.push(await round(arena, copy, n))
  }
  const middle = (of: (each: Round) => number) => median(rounds.map(of))
  return {
    events: count,
    rows: copy.rows.length,
    "seconds, rebuild": rounded(middle(({ free }) => free.seconds)),
    "seconds, bare": rounded(middle(({ least }) => least)),
    rate: rounded(middle(({ free, least }) => least / free.seconds)),
    "peak MB": Math.round(middle(({ free }) => free.megabytes)),
    "peak MB, small heap": Math.round(middle(({ bounded }) => bounded.megabytes)),
  }
}

/** Rebuilds of all read models from histories of two lengths. */
export const rebuilds = async (setting: Setting): Promise<Section> => {
  const { history: long, rebuilds: rounds } = setting.sizes
  const [short, whole] = [await measure(setting, long / 10), await measure(setting, long)]
  return {
    title: `Rebuild of ${long} events against a bare parallel scan and batch write of the same rows`,
    rows: [short, whole],
    notes: [
      `${each} events a ticket. Both read the same segments at once, strongly consistent. Median of ${rounds}, in turn first, after a rebuild that warms up the endpoint. No events come meanwhile: where some do, each batch's live rows are looked at as well.`,
      `Memory is the whole process's, all segments in one. With memory to spare, V8 lets garbage lie: a short run ends before much is collected, and a long one collects late. So both lengths also run in a heap of ${heap} MB (--max-old-space-size), where what is held counts and not what could have been collected.`,
    ],
    bars: [
      atLeast(
        "the rebuild's rate against the bare one's",
        [0.7, whole.rate],
        "It inflates, decodes and folds every event, and makes and checks every row.",
      ),
      below(
        `peak memory in a heap of ${heap} MB, 10 times the events`,
        [1.2, whole["peak MB, small heap"] / short["peak MB, small heap"]],
        "Pages and batches are as large at any length; what is left is V8's.",
      ),
    ],
  }
}
