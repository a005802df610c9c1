/// <reference path="../.sst/platform/config.d.ts" />
import { guardTopic, mailingTopic } from "#stacks/notifications"
import { pascal } from "#stacks/pascal"
import type { Stage } from "#stacks/stage"
import { type Alarm, type Metric, needs, seriesOf, type Unknown, type Watched } from "#stacks/watching/alarm"
import { edgeAlarms } from "#stacks/watching/doors"
import { everyAlarm } from "#stacks/watching/every"

/** Where CloudFront reports, whatever region the stage is in. An alarm and its topic must be where the series is. */
export const edge = "us-east-1"

/** The ids that AWS gave. Without a web app there is no distribution. */
export type Ids = Partial<Record<Unknown, $util.Input<string>>>

/** The dimensions of a series that is there. Throws where one needs an id that nobody gave. */
export const dimensionsOf = ({ dimensions }: Metric, ids: Ids) =>
  Object.fromEntries(
    Object.entries(dimensions).map(([name, value]) => {
      const known = typeof value === "string" ? value : ids[value.unknown]
      if (known === undefined) throw new Error(`stacks/platform.ts does not say the id for the dimension ${name}`)
      return [name, known]
    }),
  )

/** Statistics that CloudWatch calls extended: percentiles. */
const isPercentile = (stat: string) => /^p\d/.test(stat)

const single = (metric: Metric, period: number, ids: Ids) => ({
  namespace: metric.namespace,
  metricName: metric.name,
  dimensions: dimensionsOf(metric, ids),
  period,
  ...(isPercentile(metric.stat)
    ? { extendedStatistic: metric.stat, evaluateLowSampleCountPercentiles: "evaluate" }
    : { statistic: metric.stat }),
})

const calculated = ({ of, period }: Alarm, ids: Ids) => {
  if (!("series" in of)) return single(of, period, ids)
  const series = Object.entries(of.series).map(([id, metric]) => ({
    id,
    returnData: false,
    metric: {
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: dimensionsOf(metric, ids),
      stat: metric.stat,
      period,
    },
  }))
  return { metricQueries: [{ id: "result", expression: of.expression, label: "result", returnData: true }, ...series] }
}

const comparison = ({ threshold }: Alarm) =>
  "above" in threshold
    ? { comparisonOperator: "GreaterThanThreshold", threshold: threshold.above }
    : { comparisonOperator: "LessThanThreshold", threshold: threshold.below }

type Told = { topic: aws.sns.Topic; ids: Ids; region?: string }

const alarm = ({ named }: Stage, each: Alarm, { topic, ids, region }: Told) =>
  new aws.cloudwatch.MetricAlarm(`${pascal(each.name)}Alarm`, {
    ...(region && { region }),
    name: named(each.name),
    alarmDescription: `${each.says} What to do: docs/guides/runbook.md#${each.chapter}`,
    ...calculated(each, ids),
    ...comparison(each),
    datapointsToAlarm: each.times,
    evaluationPeriods: each.window,
    treatMissingData: each.missing,
    alarmActions: [topic.arn],
    okActions: [topic.arn],
  })

/** CloudWatch publishes as itself: only for alarms of this stage. */
const fromAlarms = ({ settings, account }: Stage, topic: aws.sns.Topic, region: string) => ({
  Sid: "FromAlarms",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: "sns:Publish",
  Resource: topic.arn,
  Condition: {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": $interpolate`arn:aws:cloudwatch:${region}:${account}:alarm:${settings.stage}-*` },
  },
})

/** Where the alarms of a region go: CloudWatch tells no topic of another one. */
const alarmTopic = (stage: Stage, region: string) => {
  const { region: own, alarmEmails: emails } = stage.settings
  const mailing = region === own ? { name: "alarms", emails } : { name: "edge-alarms", emails, elsewhere: region }
  const topic = mailingTopic(stage, mailing)
  guardTopic(mailing, topic, [fromAlarms(stage, topic, region)])
  return topic
}

/** An alarm of the definitions, and what AWS calls it. */
export type Standing = { definition: Alarm; made: aws.cloudwatch.MetricAlarm }

/** Whether the stage has what a series is about. */
export const isThere = (metric: Metric, ids: Ids): boolean => needs(metric).every((id) => ids[id] !== undefined)

/** An alarm for whatever somebody must do something about, told by e-mail when it comes and when it is over. */
export const alarms = (stage: Stage, watched: Watched, ids: Ids): Standing[] => {
  const { region } = stage.settings
  const topic = alarmTopic(stage, region)
  const known = (each: Alarm) => seriesOf(each).every((metric) => isThere(metric, ids))
  const there = edgeAlarms(watched).filter(known)
  const told = there.length === 0 || region === edge ? topic : alarmTopic(stage, edge)
  const make = (to: Told) => (definition: Alarm) => ({ definition, made: alarm(stage, definition, to) })
  return [
    ...everyAlarm(watched).filter(known).map(make({ topic, ids })),
    ...there.map(make({ topic: told, ids, ...(region !== edge && { region: edge }) })),
  ]
}
