import { z } from "zod"
import type { Graph } from "#test/support/synth/graph"

/** A series as an alarm or a dashboard names it. */
export type Series = { namespace: string; name: string; dimensions: Readonly<Record<string, string>> }

const Dimensions = z.record(z.string(), z.string())
const Alarm = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  metricName: z.string().optional(),
  dimensions: Dimensions.default({}),
  metricQueries: z
    .array(
      z.object({
        id: z.string(),
        expression: z.string().optional(),
        metric: z.object({ namespace: z.string(), metricName: z.string(), dimensions: Dimensions }).optional(),
      }),
    )
    .default([]),
  alarmDescription: z.string(),
  alarmActions: z.array(z.string()),
  okActions: z.array(z.string()),
  comparisonOperator: z.string(),
  threshold: z.number(),
  datapointsToAlarm: z.number(),
  evaluationPeriods: z.number(),
  period: z.number().optional(),
  treatMissingData: z.string(),
  region: z.string().optional(),
})
export type AlarmArgs = z.infer<typeof Alarm>

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm"

/** The alarms of a stage by their names without its prefix. */
export const alarmsOf = ({ app, resources }: Graph): Map<string, AlarmArgs> =>
  new Map(
    resources
      .filter(({ type }) => type === alarmType)
      .map(({ inputs }) => Alarm.parse(inputs))
      .map((alarm) => [alarm.name.slice(app.stage.length + 1), alarm]),
  )

export const seriesOf = ({ namespace = "", metricName, dimensions, metricQueries }: AlarmArgs): Series[] => [
  ...(metricName ? [{ namespace, name: metricName, dimensions }] : []),
  ...metricQueries.flatMap(({ metric }) => (metric ? [{ ...metric, name: metric.metricName }] : [])),
]

/** Which resources a dimension names. */
const types: Record<string, string> = {
  FunctionName: "aws:lambda/function:Function",
  function: "aws:lambda/function:Function",
  QueueName: "aws:sqs/queue:Queue",
  RuleName: "aws:cloudwatch/eventRule:EventRule",
  EventBusName: "aws:cloudwatch/eventBus:EventBus",
  StreamName: "aws:kinesis/stream:Stream",
  TableName: "aws:dynamodb/table:Table",
  DeliveryStreamName: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  UsageLimitId: "aws:redshiftserverless/usageLimit:UsageLimit",
  Workgroup: "aws:redshiftserverless/workgroup:Workgroup",
  ApiId: "aws:apigatewayv2/api:Api",
  Stage: "aws:apigatewayv2/stage:Stage",
  StateMachineArn: "aws:sfn/stateMachine:StateMachine",
  DistributionId: "aws:cloudfront/distribution:Distribution",
}

/** Dimensions that name no resource: what is done to it, or which of our series it is. */
const words = ["Operation", "UsageType", "service", "Region"]

export const physicalNames = ({ resources }: Graph, type: string): string[] =>
  resources.filter((resource) => resource.type === type).map(({ physical }) => physical)

const names = (graph: Graph, dimension: string) => physicalNames(graph, types[dimension] ?? "")

/** The dimensions of a series that name nothing that the stage has. */
export const strays = (graph: Graph, { dimensions }: Series): string[] =>
  Object.entries(dimensions)
    .filter(([name]) => !words.includes(name))
    .filter(([name, value]) => !names(graph, name).includes(value.replace(/^arn:aws:states:.*:/, "")))
    .map(([name, value]) => `${name} ${value}`)
