import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Bundle, bundled, fileOf, unpack } from "../../cli/deploy/bundle.ts"
import { heaviest } from "../../cli/deploy/bundle-weight.ts"
import { type FunctionName, functions } from "../../functions/manifest.ts"
import { firstAnswer, type Question, questionFor, questions } from "../first-answer.ts"
import { median } from "../race.ts"
import { type Bar, below, rounded, type Section } from "../section.ts"
import type { Setting } from "../setting.ts"

/** Milliseconds over the empty handler that a function may take. */
const allowed = 250

/** Somebody to start: `file` is the bundle on disk. */
type Starter = { name: string; bundle: Bundle; file: string; question: Question }

/** What was measured of one: from the start of the process to its answer, and how much longer than the empty one beside it. */
type Start = { milliseconds: number; over: number }

const nothing: Question = { event: {}, answer: /^\{\}$/, environment: {} }

const starters = async (names: readonly FunctionName[], folder: string): Promise<Starter[]> => {
  const empty = { name: "an empty handler", source: "bench/empty-handler.ts", question: nothing }
  const ours = names.map((name) => ({
    name,
    source: fileOf(functions.get(name)?.handler ?? name),
    question: questionFor(name),
  }))
  const bundles = await bundled([empty.source, ...ours.map(({ source }) => source)])
  const all: Starter[] = []
  for (const { name, source, question } of [empty, ...ours]) {
    const bundle = bundles.get(source)
    if (!bundle) throw new Error(`${source} was not bundled`)
    all.push({ name, bundle, question, file: await unpack(bundle, join(folder, name)) })
  }
  return all
}

const start = ({ file, question }: Starter): Promise<number> => firstAnswer(file, question)

/** Everybody once, from another one on in each round, and each beside the empty handler: what disturbs one disturbs both. */
const round = async ([empty, ...others]: [Starter, ...Starter[]], number: number) => {
  const from = number % others.length
  const starts = new Map<Starter, Start>()
  for (const each of [...others.slice(from), ...others.slice(0, from)]) {
    const least = await start(empty)
    const milliseconds = await start(each)
    starts.set(each, { milliseconds, over: milliseconds - least })
    starts.set(empty, { milliseconds: least, over: 0 })
  }
  return starts
}

type Measured = Starter & Start

const measure = async (all: [Starter, ...Starter[]], { sizes, progress }: Setting): Promise<Measured[]> => {
  const rounds: Map<Starter, Start>[] = []
  // The first round only warms up the machine's caches.
  for (let n = 0; n <= sizes.starts; n++) {
    progress(`cold start: round ${n + 1} of ${sizes.starts + 1}`)
    const starts = await round(all, n)
    if (n > 0) rounds.push(starts)
  }
  const middle = (each: Starter, of: keyof Start) => median(rounds.map((starts) => starts.get(each)?.[of] ?? 0))
  return all.map((each) => ({ ...each, milliseconds: middle(each, "milliseconds"), over: middle(each, "over") }))
}

const kilobytes = (bytes: number) => Math.round(bytes / 1024)
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)

const row = ({ name, milliseconds, over, bundle }: Measured) => ({
  function: name,
  ms: Math.round(milliseconds),
  "over the empty one": Math.round(over),
  KB: kilobytes(bundle.bytes),
  "KB at the start": kilobytes(sum(bundle.atStart.values())),
  "heaviest imports at the start": heaviest(bundle.atStart, 3),
})

const bar = ({ name, over, bundle }: Measured): Bar =>
  below(
    `ms over the empty handler, of the slowest function (${name})`,
    [allowed, over],
    `Its heaviest imports: ${heaviest(bundle.atStart, 3)}.`,
  )

/** From the start of a process to the first answer of each function as it is deployed, beside an empty handler. */
export const coldStart = async (setting: Setting): Promise<Section> => {
  const folder = await mkdtemp(join(tmpdir(), "ledgerdesk-bundles-"))
  try {
    const [empty, ...ours] = await starters(setting.sizes.functions, folder)
    if (!empty || ours.length === 0) throw new Error("There is no function to start")
    const measured = await measure([empty, ...ours], setting)
    const [slowest] = measured.toSorted((a, b) => b.over - a.over)
    return {
      title: "Cold start: from the start of a process to a function's first answer",
      rows: measured.map(row),
      notes: [
        `Medians of ${setting.sizes.starts} starts each, one at a time, each right after one of the empty handler, from whose own time the difference is taken. Bundled as \`sst deploy\` does, AWS SDK included, on Node ${process.version}. KB counts every file of a bundle; what is imported lazily is not loaded at the start.`,
        `Asked is what needs no network. ${questions()}.`,
        `Lambda adds its own start and gives 256 MB a seventh of a core: take the difference between two functions, not the time. The middle function takes ${rounded(median(measured.slice(1).map(({ over }) => over)), 0)} ms over the empty one.`,
      ],
      bars: slowest ? [bar(slowest)] : [],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
