import { execFileSync } from "node:child_process"
import { expect, test } from "vitest"
import { z } from "zod"
import { functions } from "#functions/manifest"
import { resources } from "#functions/resources"
import { stacksOf } from "#test/support/synth/stacks"
import { type AlarmArgs, alarmsOf, physicalNames, type Series, seriesOf, strays } from "#test/support/synth/watched"

const graph = await stacksOf({ stage: "test" })
const alarms = alarmsOf(graph)
const all = [...alarms.entries()]
const everySeries = all.flatMap(([, alarm]) => seriesOf(alarm))

const watching = (name: string, dimensions: Series["dimensions"]): AlarmArgs[] =>
  all
    .map(([, alarm]) => alarm)
    .filter((alarm) =>
      seriesOf(alarm).some(
        (series) =>
          series.name === name &&
          Object.entries(dimensions).every(([dimension, value]) => series.dimensions[dimension] === value),
      ),
    )
const unwatched = (names: readonly string[], metric: string, dimension: string) =>
  names.filter((name) => watching(metric, { [dimension]: name }).length === 0)
const ofType = (type: string) => physicalNames(graph, type)

test("every alarm is about what the stage has", () => {
  expect(everySeries.flatMap((series) => strays(graph, series))).toEqual([])
})

test("every alarm tells somebody when it comes and when it is over", () => {
  const silent = all.filter(([, { alarmActions, okActions }]) =>
    [alarmActions, okActions].some((actions) => actions.length !== 1 || !actions[0]?.endsWith(":test-alarms")),
  )
  expect(silent).toEqual([])
})

/** Names in a formula: series, as functions of metric math are in capitals. */
const namesIn = (alarm: AlarmArgs) =>
  alarm.metricQueries.flatMap(({ expression }) =>
    [...(expression ?? "").matchAll(/\b[a-z]\w*\b/g)].map(([name]) => name),
  )

test("every alarm is one that CloudWatch takes", () => {
  for (const [, alarm] of all) {
    const ids = alarm.metricQueries.flatMap(({ id, metric }) => (metric ? [id] : []))
    expect(ids).toEqual(expect.arrayContaining(namesIn(alarm)))
    expect(ids.length).toBeLessThanOrEqual(10)
    expect(alarm.alarmDescription.length).toBeLessThanOrEqual(1024)
    expect(alarm.datapointsToAlarm).toBeLessThanOrEqual(alarm.evaluationPeriods)
    // CloudWatch looks back a day at most.
    expect((alarm.period ?? 300) * alarm.evaluationPeriods).toBeLessThanOrEqual(86_400)
  }
})

test("every function's errors and throttles are watched", () => {
  const names = [...functions.keys()].map((name) => `test-${name}`)
  for (const metric of ["Errors", "Throttles"]) expect(unwatched(names, metric, "FunctionName")).toEqual([])
})

test("a single dead letter or refusal is told, whatever queue it lies in", () => {
  const dead = ofType("aws:sqs/queue:Queue").filter((name) => name.endsWith("-dlq"))
  expect(dead.length).toBeGreaterThan(10)
  for (const queue of dead)
    expect(watching("ApproximateNumberOfMessagesVisible", { QueueName: queue })).toMatchObject([
      {
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        datapointsToAlarm: 1,
        treatMissingData: "notBreaching",
      },
    ])
})

test("every queue that a function empties is watched for what waits in it, and every rule for what it loses", () => {
  const queues = ofType("aws:sqs/queue:Queue").filter((name) => !name.endsWith("-dlq"))
  expect(unwatched(queues, "ApproximateAgeOfOldestMessage", "QueueName")).toEqual([])
  const consumed = graph.resources.filter(({ type, inputs }) => type.endsWith(":EventRule") && inputs.eventPattern)
  for (const metric of ["FailedInvocations", "InvocationsSentToDlq"])
    expect(
      unwatched(
        consumed.map(({ physical }) => physical),
        metric,
        "RuleName",
      ),
    ).toEqual([])
  expect(queues.length).toBe(consumed.length)
})

test("a message may fail as often as its queue allows before its age is an alarm", () => {
  for (const [name, { on, timeout }] of functions) {
    if (on.kind !== "bus") continue
    const [alarm] = watching("ApproximateAgeOfOldestMessage", { QueueName: `test-${name}` })
    expect(alarm?.threshold).toBeGreaterThan(2 * 6 * timeout)
  }
})

test("every reader of a stream is watched, and the stream of integrators although nobody may read it", () => {
  const readers = [...functions].filter(([, { on }]) => on.kind === "table" || on.kind === "kinesis")
  expect(
    unwatched(
      readers.map(([name]) => `test-${name}`),
      "IteratorAge",
      "FunctionName",
    ),
  ).toEqual([])
  expect(watching("GetRecords.IteratorAgeMilliseconds", { StreamName: "test-ticket-intake" })).toMatchObject([
    { treatMissingData: "breaching" },
  ])
})

test("every state machine is watched for every bad end", () => {
  const machines = ofType("aws:sfn/stateMachine:StateMachine")
  expect(machines).toHaveLength(2)
  for (const machine of machines)
    for (const end of ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"])
      expect(
        everySeries.filter(({ name, dimensions }) => name === end && dimensions.StateMachineArn?.endsWith(machine)),
      ).toHaveLength(1)
})

test("every table is watched, for every operation that functions may do on it", () => {
  expect(unwatched(ofType("aws:dynamodb/table:Table"), "ThrottledRequests", "TableName")).toEqual([])
  expect(unwatched(ofType("aws:dynamodb/table:Table"), "SystemErrors", "TableName")).toEqual([])
  expect(
    watching("ThrottledRequests", { TableName: "test-ledgerdesk-views", Operation: "BatchWriteItem" }),
  ).toHaveLength(1)
})

test("every delivery is watched, from what Firehose refuses to what Redshift does not load", () => {
  const deliveries = Object.values(resources).flatMap(({ kind, name }) => (kind === "delivery" ? [`test-${name}`] : []))
  for (const metric of ["ThrottledRecords", "DeliveryToS3.DataFreshness", "DeliveryToRedshift.Success"])
    expect(unwatched(deliveries, metric, "DeliveryStreamName")).toEqual([])
})

test("the end of the warehouse's day is seen before it comes", () => {
  const [alarm] = watching("UsageLimitConsumed", { Workgroup: "test-analytics" })
  const [limit] = graph.resources.filter(({ type }) => type.endsWith(":UsageLimit"))
  expect(alarm?.threshold).toBeCloseTo(0.8 * Number(limit?.inputs.amount))
})

const Written = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(z.looseObject({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())) })),
  }),
})

test("our own series are looked for where functions write them", () => {
  const script = `const { measured, noteAge, notePoison } = await import("#functions/lib/metrics")
    await measured(async () => { noteAge("ProjectionLag", "2026-01-01T00:00:00Z"); notePoison() })({})`
  const env = { ...process.env, AWS_LAMBDA_FUNCTION_NAME: "test-project-views", POWERTOOLS_METRICS_DISABLED: "false" }
  const line = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", env })
  const { _aws, ...values } = Written.parse(JSON.parse(line))
  const [written] = _aws.CloudWatchMetrics
  const dimensions = Object.fromEntries((written?.Dimensions[0] ?? []).map((name) => [name, values[name]]))
  for (const name of ["ProjectionLag", "PoisonedRows"])
    expect(everySeries).toContainEqual(expect.objectContaining({ namespace: written?.Namespace, name, dimensions }))
})

test("a schedule that stops is noticed", () => {
  const scheduled = [...functions].filter(([, { on }]) => on.kind === "schedule").map(([name]) => `test-${name}`)
  for (const name of scheduled)
    expect(watching("Invocations", { FunctionName: name })).toContainEqual(
      expect.objectContaining({ comparisonOperator: "LessThanThreshold", treatMissingData: "breaching" }),
    )
})

test("what is left out is not watched", async () => {
  const less = alarmsOf(await stacksOf({ stage: "test", settings: { LEDGERDESK_WITHOUT: "analytics,ai,web" } }))
  const gone = [...alarms.keys()].filter((name) => !less.has(name))
  expect(gone).toEqual(
    expect.arrayContaining(["ledgerdesk-events-copy", "merge-warehouse-silence", "respond-unanswered"]),
  )
  expect([...less.values()].flatMap(seriesOf).map(({ namespace }) => namespace)).not.toContain("AWS/Firehose")
})
