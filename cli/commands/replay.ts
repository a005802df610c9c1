import { randomUUID } from "node:crypto"
import { SQSClient } from "@aws-sdk/client-sqs"
import { Command } from "commander"
import { z } from "zod"
import { pointAt } from "#cli/operate/desk-environment"
import { printed, replay } from "#cli/replay/replay"
import { type Asked, type Past, selected, selection } from "#cli/replay/replay-selection"
import { replayTargets } from "#cli/replay/replay-targets"
import { type Replayed, replayTo } from "#cli/replay/replay-to"
import { positive } from "#cli/terminal/positive"
import { progressBar } from "#cli/terminal/progress-bar"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { parse } from "#core/invalid"
import { TicketId } from "#schemas/id"

/** What must be a ticket's id, under the name it has in the help. */
const Named = z.object({ ticketId: TicketId })

type Options = OnStage &
  Omit<Asked, "ticketId"> & {
    to?: string[]
    allowEffects?: string[]
    rate?: number
    dryRun?: true
    tree?: true
    json?: true
  }

/** Imported only once the environment is set: the store and the clients read it when they are loaded. */
const past = async (): Promise<Past> => {
  const { rebuildParts } = await import("#functions/rebuild/parts")
  return rebuildParts
}

const show = async (id: string | undefined, { until, tree, json }: Options) => {
  if (!id) throw new Error("Name a ticket to see its history, or consumers to replay to with --to")
  const { eventStore } = await import("#functions/store/event-store")
  const replayed = await replay(eventStore, parse(Named, { ticketId: id }).ticketId, until)
  console.log(json ? JSON.stringify(replayed, null, 2) : printed(replayed, tree))
}

const said = ({ id, events, sent }: Replayed): string =>
  [
    `${events} events replayed as ${id}`,
    ...Object.entries(sent).map(([name, n]) => `${String(n).padStart(6)}  ${name}`),
  ].join("\n")

/** Reads the events twice: first to know how many, then to send them. */
const send = async (ticketId: string | undefined, options: Options) => {
  const { to = [], allowEffects, rate, dryRun, json, ...asked } = options
  const targets = replayTargets(to, allowEffects)
  const wanted = selection({ ...asked, ...(ticketId && { ticketId }) })
  const store = await past()
  let total = 0
  for await (const _ of selected(store, wanted)) total++
  if (dryRun) return console.log(`${total} events would be replayed to ${targets.map(({ name }) => name).join(", ")}`)
  const bar = progressBar(process.stderr, "Replaying", total)
  const mark = { id: randomUUID(), at: new Date().toISOString() }
  const replayed = await replayTo(selected(store, wanted), {
    sqs: new SQSClient({}),
    targets,
    mark,
    rate,
    onProgress: bar.show,
  })
  bar.end()
  console.log(json ? JSON.stringify(replayed, null, 2) : said(replayed))
}

export const replayCommand = () =>
  new Command("replay")
    .description("print a ticket's history and what it had become; with --to, send past events to consumers again")
    .argument("[ticketId]", "such as TKT-7Q2M4K9X1B3C5D8F")
    .option("--until <point>", "a version (7, without --to) or a time (2026-01-02T03:04:05Z); the end without it")
    .option("--from <time>", "with --to: events from this time on")
    .option("--type <event...>", "with --to: events of these types")
    .option("--to <consumer...>", "the consumers that get the events, marked as a replay; nobody else does")
    .option("--allow-effects <consumer...>", "consumers whose effects people outside will notice, named once more")
    .option("--rate <per second>", "with --to: how fast; as fast as the queues take them without it", positive)
    .option("--dry-run", "with --to: only say how many events")
    .option("--tree", "without --to: what followed from what, effects indented below their cause")
    .option("--json", "as JSON")
    .addOption(stageOption())
    .action(async (ticketId: string | undefined, { stage, ...options }: Options) => {
      await pointAt({ ...(stage && { stage }) })
      await (options.to ? send(ticketId, options) : show(ticketId, options))
    })
