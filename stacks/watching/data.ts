import { type Resource, type ResourceName, resources } from "#functions/resources"
import { hasResource } from "#stacks/parts"
import { type Alarm, repeated, sumOf, type Watched } from "#stacks/watching/alarm"
import { ofDelivery, ofLimit, ofMail, ofOperation } from "#stacks/watching/metrics"

const all = Object.entries(resources) as [ResourceName, Resource][]

/** What functions do to a table, by CloudWatch's names of the operations. */
export const operationsOn = ({ functions }: Watched, table: ResourceName): string[] => {
  const actions = functions.flatMap(([, { may }]) => may[table] ?? [])
  return [...new Set(actions)].map((action) => action.replace("dynamodb:", "")).sort()
}

/** The tables of the stage under their names in the map. */
export const tablesOf = (): [ResourceName, string][] =>
  all.flatMap(([key, { kind, name }]) => (kind === "table" ? [[key, name]] : []))

/** The delivery streams of the stage, by name. */
export const deliveriesOf = ({ without }: Watched): string[] =>
  all.flatMap(([key, { kind, name }]) => (kind === "delivery" && hasResource(without, key) ? [name] : []))

/** The SDK tries again, so a few are of no consequence. DescribeTable reports neither. */
const tableAlarms = (watched: Watched): Alarm[] =>
  tablesOf().flatMap(([key, name]) => {
    const operations = operationsOn(watched, key).filter((operation) => operation !== "DescribeTable")
    const each = (metric: string) =>
      sumOf(operations.map((operation) => ofOperation(watched.named(name), operation)(metric, "Sum")))
    return [
      {
        name: `${name}-throttled`,
        chapter: "a-table-is-throttled",
        says: `DynamoDB turns requests to ${name} away: one key is too busy, or the load grew too fast.`,
        of: each("ThrottledRequests"),
        threshold: { above: 10 },
        ...repeated,
      },
      {
        name: `${name}-failing`,
        chapter: "a-table-fails",
        says: `DynamoDB itself fails for requests to ${name}.`,
        of: each("SystemErrors"),
        threshold: { above: 5 },
        ...repeated,
      },
    ]
  })

/** Seconds: twice as long as Firehose gathers. What is in S3 is not lost, and a COPY that fails has an alarm of its own. */
const stale = 1800

const deliveryAlarms = (watched: Watched): Alarm[] =>
  deliveriesOf(watched).flatMap((name) => {
    const of = ofDelivery(watched.named(name))
    return [
      {
        name: `${name}-stale`,
        chapter: "firehose-does-not-deliver",
        says: `Rows have waited in Firehose's ${name} for more than half an hour.`,
        of: of("DeliveryToS3.DataFreshness", "Maximum"),
        threshold: { above: stale },
        ...repeated,
      },
      {
        name: `${name}-refused`,
        chapter: "firehose-does-not-deliver",
        says: `Firehose takes fewer rows for ${name} than we send.`,
        of: of("ThrottledRecords", "Sum"),
        threshold: { above: 0 },
        ...repeated,
      },
      {
        name: `${name}-copy`,
        chapter: "redshift-does-not-load",
        says: `Redshift does not load what Firehose's ${name} brings: its COPY fails.`,
        of: of("DeliveryToRedshift.Success", "Average"),
        threshold: { below: 1 },
        ...repeated,
      },
    ]
  })

/** The day's hours end without an error: nothing is answered any more, until midnight. */
const warehouseAlarms = ({ named, without, warehouseHours }: Watched): Alarm[] =>
  hasResource(without, "warehouse")
    ? [
        {
          name: `${resources.warehouse.name}-hours`,
          chapter: "the-warehouse-has-used-its-hours",
          says: `The warehouse has used four fifths of the ${warehouseHours} RPU hours that it may compute today.`,
          of: ofLimit(named(resources.warehouse.name))("UsageLimitConsumed", "Maximum"),
          threshold: { above: 0.8 * warehouseHours },
          period: 900,
          times: 1,
          window: 1,
          missing: "notBreaching",
        },
      ]
    : []

/**
 * SES reviews accounts above 5 % bounces and 0.1 % complaints, and stops them at 10 % and 0.5 %. Where no mail was sent
 * there is no news: https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html
 */
const mailAlarms = (): Alarm[] =>
  [
    { name: "mail-bounces", metric: "Reputation.BounceRate", above: 0.04, says: "More than 4 % of the mail bounces" },
    {
      name: "mail-complaints",
      metric: "Reputation.ComplaintRate",
      above: 0.0008,
      says: "More than 0.08 % of the mail is marked as spam",
    },
  ].map(({ name, metric, above, says }) => ({
    name,
    chapter: "mail-is-refused",
    says: `${says}: AWS stops an account that goes on like this.`,
    of: ofMail(metric, "Average"),
    threshold: { above },
    period: 3600,
    times: 1,
    window: 1,
    missing: "ignore",
  }))

export const dataAlarms = (watched: Watched): Alarm[] => [
  ...tableAlarms(watched),
  ...deliveryAlarms(watched),
  ...warehouseAlarms(watched),
  ...mailAlarms(),
]
