import { ListTablesCommand } from "@aws-sdk/client-dynamodb"
import { ListRulesCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge"
import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis"
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda"
import { ListBucketsCommand } from "@aws-sdk/client-s3"
import { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn"
import { ListTopicsCommand } from "@aws-sdk/client-sns"
import { GetQueueAttributesCommand, ListQueuesCommand } from "@aws-sdk/client-sqs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { type Clients, clients, credentials } from "#local/clients"
import { environment } from "#local/environment"
import { account, region } from "#local/region"
import { type OpenCloud, openCloud } from "#test/support/cloud"
import { lambdasOf, ofType, plain } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"
import { describedTable, tableOfStacks } from "#test/support/synth/table-shape"

/** The local cloud, asked by AWS's own clients, beside a stage: the same things by the same names and with the same shape. */
const graph = await stacksOf({ stage: "test" })

let cloud: OpenCloud
let aws: Clients
beforeAll(async () => {
  cloud = await openCloud()
  aws = clients(cloud.awsUrl)
})
afterAll(async () => {
  aws?.destroy()
  await cloud?.close()
})

const own = () => ({ endpoint: cloud.awsUrl, region, credentials })
/** A name or ARN of the stage as it is locally. */
const here = (text: unknown) =>
  String(text)
    .replaceAll("123456789012", account)
    .replaceAll(/\btest-/g, "")
const names = (type: string) =>
  ofType(graph, type)
    .map(({ physical }) => plain(graph, physical))
    .toSorted()

test("the tables have the same keys, indexes, streams and expiry", async () => {
  const { TableNames = [] } = await aws.dynamodb.send(new ListTablesCommand({}))
  const local = await Promise.all(TableNames.toSorted().map((name) => describedTable(aws.dynamodb, name)))
  const staged = ofType(graph, "dynamodb/table:Table").map(({ inputs }) =>
    tableOfStacks({ ...inputs, name: here(inputs.name) }),
  )
  expect(local).toEqual(staged.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
})

const Redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
const redrive = (json: unknown) => (json === undefined ? undefined : Redrive.parse(JSON.parse(here(json))))

const queueHere = async (QueueUrl: string) => {
  const { Attributes = {} } = await aws.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }))
  return {
    name: QueueUrl.split("/").at(-1),
    visibility: Number(Attributes.VisibilityTimeout),
    retention: Number(Attributes.MessageRetentionPeriod),
    redrive: redrive(Attributes.RedrivePolicy),
  }
}

/** What only AWS needs: there a schedule may fail to call, and the bus to decrypt. */
const awsOnly = (name: string) => name.includes("schedule") || name.endsWith("-bus-dlq")

test("the queues wait, keep and give up alike", async () => {
  const { QueueUrls = [] } = await aws.sqs.send(new ListQueuesCommand({ MaxResults: 1000 }))
  const local = await Promise.all(QueueUrls.toSorted().map(queueHere))
  const staged = ofType(graph, "sqs/queue:Queue")
    .filter(({ physical }) => !awsOnly(physical))
    .map(({ physical, inputs }) => ({
      name: here(physical),
      visibility: inputs.visibilityTimeoutSeconds ?? 30,
      retention: inputs.messageRetentionSeconds,
      redrive: redrive(inputs.redrivePolicy),
    }))
  expect(local).toEqual(staged.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
})

test("the intake has as many shards", async () => {
  for (const { physical, inputs } of ofType(graph, "kinesis/stream:Stream")) {
    const { StreamDescriptionSummary } = await aws.kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName: here(physical) }),
    )
    expect(StreamDescriptionSummary?.OpenShardCount).toBe(inputs.shardCount)
  }
})

test("the bus has the same rules with the same patterns and targets", async () => {
  const [bus = ""] = names("cloudwatch/eventBus:EventBus")
  const { Rules = [] } = await aws.events.send(new ListRulesCommand({ EventBusName: bus }))
  const local = await Promise.all(
    Rules.map(async ({ Name, EventPattern }) => {
      const { Targets = [] } = await aws.events.send(new ListTargetsByRuleCommand({ EventBusName: bus, Rule: Name }))
      return { name: Name, pattern: JSON.parse(EventPattern ?? ""), targets: Targets.map(({ Arn }) => Arn) }
    }),
  )
  const targets = ofType(graph, "cloudwatch/eventTarget:EventTarget")
  const staged = ofType(graph, "cloudwatch/eventRule:EventRule").map(({ physical, inputs }) => ({
    name: here(physical),
    pattern: JSON.parse(String(inputs.eventPattern)),
    targets: targets.filter((target) => target.inputs.rule === physical).map((target) => here(target.inputs.arn)),
  }))
  expect(local).toHaveLength(staged.length)
  expect(local).toEqual(expect.arrayContaining(staged))
})

test("buckets and topics have the same names", async () => {
  const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}))
  const withoutAccount = names("s3/bucket:Bucket").map((name) => name.replace("-123456789012", ""))
  expect(withoutAccount).toEqual(expect.arrayContaining(Buckets.map(({ Name }) => Name)))
  const { Topics = [] } = await aws.sns.send(new ListTopicsCommand({}))
  const local = Topics.map(({ TopicArn = "" }) => TopicArn.split(":").at(-1))
  expect(names("sns/topic:Topic")).toEqual(expect.arrayContaining(local))
})

test("the state machines are the same", async () => {
  const sfn = new SFNClient(own())
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}))
  for (const { name, stateMachineArn } of stateMachines) {
    const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))
    const staged = ofType(graph, "sfn/stateMachine:StateMachine").find(({ physical }) => here(physical) === name)
    expect(JSON.parse(definition ?? "")).toEqual(JSON.parse(here(staged?.inputs.definition)))
  }
  expect(stateMachines.map(({ name }) => name).toSorted()).toEqual(names("sfn/stateMachine:StateMachine"))
  sfn.destroy()
})

test("the functions have the same names, handlers, memory, time and Node", async () => {
  const lambda = new LambdaClient(own())
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}))
  lambda.destroy()
  const local = Functions.map(({ FunctionName, Handler, MemorySize, Timeout, Runtime }) => [
    FunctionName,
    Handler,
    MemorySize,
    Timeout,
    Runtime,
  ])
  const staged = [...lambdasOf(graph)].map(([name, { handler, memorySize, timeout, runtime }]) => [
    name,
    handler,
    memorySize,
    timeout,
    runtime,
  ])
  expect(local.toSorted()).toEqual(staged.toSorted())
})

test("the same functions are woken by streams and queues", async () => {
  const woken = (await cloud.lag()).map((source) => source.function)
  const mappings = ofType(graph, "lambda/eventSourceMapping:EventSourceMapping")
  expect([...new Set(woken)].toSorted()).toEqual(mappings.map(({ inputs }) => here(inputs.functionName)).toSorted())
})

/** Addresses and ids that AWS makes up, or that are settings. */
const ofItsOwn =
  /^(ISSUER|CLIENT_ID|USER_POOL_ID|LIVE_ENDPOINT|MAIL_FROM|MODEL_ID|WAREHOUSE_ADMIN_ARN|\w+_BUCKET|\w+_URL)$/

test("functions learn the same variables, and the same names from them", () => {
  const local = environment({ awsUrl: cloud.awsUrl, issuer: `${cloud.url}/auth` })
  const learnt = [...lambdasOf(graph).values()].flatMap(({ environment: { variables } }) => Object.entries(variables))
  const staged = new Map(learnt.filter(([name]) => !name.startsWith("SST_")))
  expect([...staged.keys()].filter((name) => !(name in local))).toEqual([])
  const named = [...staged].filter(([name]) => !ofItsOwn.test(name))
  expect(named.length).toBeGreaterThan(5)
  for (const [name, value] of named) expect(here(value), name).toBe(local[name])
})
