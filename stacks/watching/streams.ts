import type { FunctionName } from "#functions/manifest"
import { resources } from "#functions/resources"
import { type Alarm, atOnce, sumOf, type Watched } from "#stacks/watching/alarm"
import { ofDesk, ofFunction, ofStream } from "#stacks/watching/metrics"

const minute = 60
/** Milliseconds behind at which somebody should look. Streams keep a day, so that nothing is lost yet. */
const late = 60_000

export const readers = ({ functions }: Watched): FunctionName[] =>
  functions.flatMap(([name, { on }]) => (on.kind === "table" || on.kind === "kinesis" ? [name] : []))

/** Functions that bring read models up to date: they report how long that took. */
export const projectors = ({ functions }: Watched): FunctionName[] =>
  functions.flatMap(([name, { on, may }]) => (on.kind === "table" && on.table === "events" && may.views ? [name] : []))

/** Functions that fold events into rows, and may find a row that cannot take its event. */
export const poisonFinders = ({ functions }: Watched): FunctionName[] =>
  functions.flatMap(([name, { may }]) =>
    may.events?.includes("dynamodb:Query") && may.views?.includes("dynamodb:PutItem") ? [name] : [],
  )

/** Five minutes in a row: a batch that is halved and tried again makes a short peak, and that is no reason to wake up. */
const lasting = { period: minute, times: 5, window: 5 } as const

const iteratorAge = (named: Watched["named"], name: FunctionName): Alarm => ({
  name: `${name}-behind`,
  chapter: "a-stream-reader-falls-behind",
  says: `The function ${name} is more than a minute behind the stream that it reads.`,
  of: ofFunction(named(name))("IteratorAge", "Maximum"),
  threshold: { above: late },
  ...lasting,
  missing: "notBreaching",
})

/** Lambda asks Kinesis all the time: where nothing is reported, nobody reads. */
const intakeAge = (named: Watched["named"]): Alarm => ({
  name: `${resources.intake.name}-unread`,
  chapter: "a-stream-reader-falls-behind",
  says: "Tickets that integrators sent lie unread for more than a minute, or nobody reads their stream.",
  of: ofStream(named(resources.intake.name))("GetRecords.IteratorAgeMilliseconds", "Maximum"),
  threshold: { above: late },
  ...lasting,
  missing: "breaching",
})

const intakeFull = (named: Watched["named"]): Alarm => ({
  name: `${resources.intake.name}-full`,
  chapter: "integrators-are-turned-away",
  says: `Integrators send more than the ${resources.intake.shards} shards of their stream take: their records are refused.`,
  of: ofStream(named(resources.intake.name))("WriteProvisionedThroughputExceeded", "Sum"),
  threshold: { above: 0 },
  ...lasting,
  times: 3,
  missing: "notBreaching",
})

const lag = (named: Watched["named"], name: FunctionName): Alarm => ({
  name: `${name}-lag`,
  chapter: "read-models-lag",
  says: "It takes more than 15 seconds until people see what they did (p99, from commit to row).",
  of: ofDesk(named(name))("ProjectionLag", "p99"),
  threshold: { above: 15_000 },
  ...lasting,
  times: 3,
  missing: "notBreaching",
})

const poisoned = (watched: Watched): Alarm => ({
  name: "poisoned-rows",
  chapter: "a-row-is-poisoned",
  says: "A row of a read model cannot take an event: that ticket is shown as it was before it.",
  of: sumOf(poisonFinders(watched).map((name) => ofDesk(watched.named(name))("PoisonedRows", "Sum"))),
  threshold: { above: 0 },
  ...atOnce,
})

export const streamAlarms = (watched: Watched): Alarm[] => [
  ...readers(watched).map((name) => iteratorAge(watched.named, name)),
  intakeAge(watched.named),
  intakeFull(watched.named),
  ...projectors(watched).map((name) => lag(watched.named, name)),
  poisoned(watched),
]
