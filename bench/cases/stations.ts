import { setTimeout as wait } from "node:timers/promises"
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"
import { tickets } from "../../cli/seed/generate.ts"
import { sendTickets } from "../../cli/seed/send-tickets.ts"
import { resources } from "../../functions/resources.ts"
import { type Clients, clients } from "../../local/clients.ts"
import type { Recorded } from "../../schemas/recorded.ts"
import { type Desk, startDesk } from "../desk.ts"
import { median } from "../race.ts"
import { below, rounded, type Section } from "../section.ts"
import type { Setting } from "../setting.ts"
import { type Analyst, analyst, archivedAt, recorded, storedEvents, viewVersions } from "../stations.ts"

/** Seconds for all of `asked` tickets, on two cores with nothing else to do. */
const limit = { seconds: 20, asked: 300 }

/** Milliseconds between two looks, so that looking is no load. */
const every = 250

/** When tickets passed a station, in epoch milliseconds. */
type Passed = Record<string, number[]>

type Watched = { count: number; ask: Analyst; aws: Clients; progress: Setting["progress"] }

/** Looks until everything is in the warehouse, which is last. The times are those of the look that found a ticket. */
const warehoused = async ({ count, ask, progress }: Watched): Promise<Passed> => {
  const passed: { ticket_events: number[]; processed_tickets: number[] } = { ticket_events: [], processed_tickets: [] }
  for (;;) {
    const now = await ask.counts()
    for (const table of ["ticket_events", "processed_tickets"] as const)
      while (passed[table].length < now[table]) passed[table].push(Date.now())
    progress(`stations: ${now.ticket_events} of ${count} tickets are through`)
    if (Math.min(...Object.values(now)) >= count) return passed
    await wait(every)
  }
}

/** Looks until every ticket's row is at the version that the event store ends at. */
const projected = async (documents: DynamoDBDocumentClient, events: readonly Recorded[]): Promise<Passed> => {
  const ends = [...Map.groupBy(events, ({ stream }) => stream.id)].map(
    ([ticketId, history]) => [ticketId, history.length] as const,
  )
  for (;;) {
    const models = [...(await viewVersions(documents)).values()]
    const seen = Date.now()
    if (models.every((rows) => ends.every(([ticketId, version]) => rows.get(ticketId) === version)))
      return { "views (seen)": ends.map(() => seen) }
    await wait(every)
  }
}

/** Looks until every ticket is archived. */
const archived = async ({ count, aws }: Watched): Promise<Passed> => {
  for (;;) {
    const times = await archivedAt(aws.s3)
    if (times.length >= count) return { "archived (S3)": times }
    await wait(every)
  }
}

/** Throws where a ticket misses a station, or was through one twice. */
const inStore = (events: readonly Recorded[], count: number): Passed => {
  const times = Object.entries(recorded).map(([station, type]): [string, number[]] => {
    const all = events.filter((event) => event.type === type)
    if (all.length !== count) throw new Error(`${all.length} of ${count} tickets are ${station} in the event store`)
    return [station, all.map(({ at }) => Date.parse(at))]
  })
  return Object.fromEntries(times)
}

/** Every look is for a condition, the dearest only once those that follow from it hold. */
const watch = async (watched: Watched): Promise<Passed> => {
  const documents = DynamoDBDocumentClient.from(watched.aws.dynamodb)
  const warehouse = await warehoused(watched)
  const events = await storedEvents(documents)
  return {
    ...inStore(events, watched.count),
    ...(await projected(documents, events)),
    ...(await archived(watched)),
    ...warehouse,
  }
}

/** The tables are made by the first function that runs. */
const opened = async ({ exists }: Analyst) => {
  while (!(await exists())) await wait(every)
}

const run = async (desk: Desk, { sizes, progress }: Setting) => {
  const [aws, ask] = [clients(desk.awsUrl), await analyst(desk.warehouseUrl)]
  try {
    await opened(ask)
    const sent = tickets({ seed: "stations", count: sizes.tickets, at: new Date() })
    const [before, start] = [await desk.cpu(), Date.now()]
    await sendTickets({ kinesis: aws.kinesis, stream: resources.intake.name }, sent)
    const passed = await watch({ count: sizes.tickets, ask, aws, progress })
    const seconds = (Date.now() - start) / 1000
    const after = await desk.cpu()
    return { passed, start, seconds, cpu: after.all - before.all, mainCpu: after.mainThread - before.mainThread }
  } finally {
    await ask.close()
    aws.destroy()
  }
}

const rowsOf = (passed: Passed, start: number) =>
  Object.entries(passed).map(([station, times]) => ({
    station,
    "s, first": rounded((Math.min(...times) - start) / 1000, 1),
    "s, half": rounded((median(times) - start) / 1000, 1),
    "s, last": rounded((Math.max(...times) - start) / 1000, 1),
  }))

/** Generated tickets through a whole local desk, as fast as it takes them. */
export const stations = async (setting: Setting): Promise<Section> => {
  const { tickets: count } = setting.sizes
  setting.progress("stations: starting a desk")
  const desk = await startDesk()
  const { passed, start, seconds, cpu, mainCpu } = await run(desk, setting).finally(desk.close)
  return {
    title: `${count} generated tickets past every station of the local desk`,
    rows: rowsOf(passed, start),
    notes: [
      `All through after ${rounded(seconds, 1)} s: ${rounded(count / seconds, 1)} tickets a second. The desk used ${rounded(cpu, 1)} s of CPU, ${rounded((1000 * cpu) / count, 0)} ms a ticket, ${rounded(mainCpu, 1)} s of it in its main thread.`,
      "Put on Kinesis at once. Seconds since then; events and files have their own time, rows of the warehouse and of the read models that of the look that found them, and the read models are looked at last.",
    ],
    bars: [
      below(
        `seconds until ${count} tickets have passed every station`,
        [(limit.seconds * count) / limit.asked, seconds],
        "All of AWS, the functions and the warehouse share these cores with whatever else runs here.",
      ),
    ],
  }
}
