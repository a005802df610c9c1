import { assumed } from "#cli/costs/assumptions"
import { type Line, linesOf, type Used } from "#cli/costs/line"
import type { Functions } from "#cli/costs/traffic"
import { resources } from "#functions/resources"
import { hasResource } from "#stacks/parts"
import type { Part } from "#stacks/settings"
import { type Metric, seriesOf, type Watched } from "#stacks/watching/alarm"
import { charts } from "#stacks/watching/charts"
import { edgeAlarms } from "#stacks/watching/doors"
import { everyAlarm } from "#stacks/watching/every"
import { secondsOf } from "#stacks/watching/functions"
import { consumers, deadLetterQueues, refusalQueues } from "#stacks/watching/queues"

export type Stage = {
  functions: Functions
  without: ReadonlySet<Part>
  /** RPU hours that the warehouse may compute in a day. */
  warehouseHours: number
}

const watchedOf = (stage: Stage): Watched => ({ ...stage, named: (name) => name })

const ours = ({ namespace }: Metric) => namespace === "Ledgerdesk"
const distinct = (all: readonly Metric[]) =>
  new Set(all.map(({ name, dimensions }) => JSON.stringify([name, dimensions])))

const watching = (stage: Stage): Used[] => {
  const watched = watchedOf(stage)
  const alarms = [...everyAlarm(watched), ...edgeAlarms(watched)]
  const written = charts(watched).flatMap(({ lines }) => lines.map(({ metric }) => metric).filter(ours))
  return [
    { what: `${alarms.length} alarms`, quantity: alarms.flatMap(seriesOf).length, price: "alarm" },
    { what: "our own measures", quantity: distinct(written).size, price: "metric" },
    { what: "the dashboard", quantity: 1, price: "dashboard" },
  ]
}

/** Every connection asks for twenty seconds at a time. */
const emptyReceives = (stage: Stage): number =>
  consumers(watchedOf(stage)).length * assumed("pollers") * ((assumed("hoursAMonth") * 3600) / 20)

/** A queue's data key is kept for an hour: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#sqs-estimate-kms-usage-costs */
const keyRequests = (stage: Stage): number => {
  const watched = watchedOf(stage)
  const queues = consumers(watched).length + deadLetterQueues(watched).length + refusalQueues().length
  return queues * assumed("hoursAMonth") * (2 + 1)
}

type Scheduled = { name: string; runs: number; gigabytes: number }

const scheduled = ({ functions }: Stage): Scheduled[] =>
  functions.flatMap(([name, { on, memory }]) =>
    on.kind === "schedule"
      ? [{ name, runs: (assumed("hoursAMonth") * 3600) / secondsOf(on.rate), gigabytes: memory / 1024 }]
      : [],
  )

/** RPU hours of so many statements, each of which bills a minute at least, but not more than a month of days allows. */
export const warehouseTime = (statements: number, { warehouseHours }: Stage): number => {
  const wanted = (statements * assumed("warehouseRpu") * assumed("wakingSeconds")) / 3600
  return Math.min(wanted, (warehouseHours * assumed("hoursAMonth")) / 24)
}

/** Statements a month that run although nothing happens: merges. */
export const idleStatements = (stage: Stage): number =>
  stage.functions.reduce(
    (sum, [, { on, may }]) =>
      sum + (on.kind === "schedule" && may.warehouse ? (assumed("hoursAMonth") * 3600) / secondsOf(on.rate) : 0),
    0,
  )

const warehouse = (stage: Stage): Line[] =>
  hasResource(stage.without, "warehouse")
    ? [
        ...linesOf("Redshift", [
          { what: "merges of nothing", quantity: warehouseTime(idleStatements(stage), stage), price: "rpuHour" },
        ]),
        ...linesOf("Secrets Manager", [{ what: "the warehouse's two users", quantity: 2, price: "secret" }]),
      ]
    : []

/** What a stage costs in a month in which nothing happens. */
export const atRest = (stage: Stage): Line[] => {
  const shardHours = resources.intake.shards * assumed("hoursAMonth")
  const jobs = scheduled(stage)
  const jobTime = jobs.reduce((sum, { runs, gigabytes }) => sum + runs * gigabytes * assumed("mergeSeconds"), 0)
  return [
    ...warehouse(stage),
    ...linesOf("Kinesis", [
      { what: `${resources.intake.shards} shards`, quantity: shardHours, price: "shardHour" },
      { what: "their records kept for a week", quantity: shardHours, price: "shardRetention" },
    ]),
    ...linesOf("CloudWatch", watching(stage)),
    ...linesOf("SQS", [{ what: "empty queues asked", quantity: emptyReceives(stage), price: "queueRequest" }]),
    ...linesOf("KMS", [
      { what: "the key", quantity: 1, price: "key" },
      { what: "the queues' data keys", quantity: keyRequests(stage), price: "keyRequest" },
    ]),
    ...linesOf("EventBridge Scheduler", [
      { what: "scheduled runs", quantity: jobs.reduce((sum, { runs }) => sum + runs, 0), price: "scheduledCall" },
    ]),
    ...linesOf("Lambda", [
      { what: "scheduled runs", quantity: jobs.reduce((sum, { runs }) => sum + runs, 0), price: "lambdaRequest" },
      { what: "their time", quantity: jobTime, price: "lambdaTime" },
    ]),
  ]
}
