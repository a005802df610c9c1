import { describe, expect, test } from "vitest"
import { type FunctionName, functions } from "#functions/manifest"
import type { ResourceName } from "#functions/resources"
import { resources } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import { unknownParts, unscoped } from "#stacks/wildcards"
import { allows, type Statement, statementsOf } from "#test/support/policy"
import { placesOf } from "#test/support/synth/arns"
import { ofType, roleOf, rolesOf } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const stage = "test"
const graph = await stacksOf({ stage })
const production = await stacksOf({ stage: "production" })

const names = Object.keys(resources) as ResourceName[]

/** Every action that the map grants to anybody, with every resource that it is granted on to somebody. */
const grants = [...functions].flatMap(([, { may }]) =>
  names.flatMap((resource) => (may[resource] ?? []).map((action) => `${action} ${resource}`)),
)
const everyGrant = [...new Set(grants)].map((grant) => {
  const [action = "", resource = ""] = grant.split(" ")
  return { action, resource: names.find((name) => name === resource) ?? "events" }
})

const isGranted = ({ may }: FunctionSpec, resource: ResourceName, action: string) =>
  may[resource]?.includes(action) ?? false

/** Whether an action means the same place by another name of the map, as two streams of one kind never do. */
const samePlace = (one: string, other: string) => one === "*" || one === other

const grantedPlaces = (spec: FunctionSpec, action: string) =>
  names.filter((resource) => isGranted(spec, resource, action)).flatMap((resource) => placesOf(resource, stage))

describe.each([...functions])("%s", (name: FunctionName, spec: FunctionSpec) => {
  const { statements } = roleOf(graph, name)

  test("may do everything that its line on the map grants", () => {
    const refused = everyGrant
      .filter(({ action, resource }) => isGranted(spec, resource, action))
      .filter(({ action, resource }) => !placesOf(resource, stage).some((place) => allows(statements, action, place)))
    expect(refused).toEqual([])
  })

  test("may do nothing that other lines grant", () => {
    const allowed = everyGrant.flatMap(({ action, resource }) =>
      placesOf(resource, stage)
        .filter((place) => !grantedPlaces(spec, action).some((own) => samePlace(own, place)))
        .filter((place) => allows(statements, action, place))
        .map((place) => `${action} on ${place}`),
    )
    expect(allowed).toEqual([])
  })

  test("has no action that its line, its trigger and its log do not need", () => {
    const waking: Record<FunctionSpec["on"]["kind"], string[]> = {
      table: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
      kinesis: ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords"],
      bus: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"],
      http: [],
      socket: [],
      step: [],
      schedule: [],
      deploy: [],
    }
    const reader = ["kinesis:GetShardIterator", "kinesis:ListShards"]
    const expected = [
      ...Object.values(spec.may).flat(),
      ...waking[spec.on.kind],
      ...(spec.on.kind === "kinesis" ? reader : []),
      ...("read" in spec.on ? ["sqs:SendMessage"] : []),
      ...["logs:CreateLogStream", "logs:PutLogEvents"],
    ]
    expect(statements.flatMap(({ Action }) => Action).toSorted()).toEqual([...expected].toSorted())
  })

  test("writes to no log but its own", () => {
    const place = (log: string) =>
      `arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/${stage}-${log}:log-stream:x`
    expect(allows(statements, "logs:PutLogEvents", place(name))).toBe(true)
    expect(allows(statements, "logs:PutLogEvents", place("another"))).toBe(false)
  })
})

const roles = [...rolesOf(graph), ...rolesOf(production)]

test.each(roles)("$name can be taken by a service and by nobody else", ({ trusts }) => {
  for (const { Principal } of trusts) expect(Object.keys(Principal ?? {})).toEqual(["Service"])
})

test.each(roles)("$name has no policy that AWS manages", ({ managed }) => {
  expect(managed).toEqual([])
})

test.each(["triage", "rebuild"])("the workflow %s encrypts its data and its log with the stage's key", (name) => {
  const role = roles.find((each) => each.name === `test-${name}-workflow`)
  const ofKey = role?.statements.filter(({ Action }) => Action.includes("kms:GenerateDataKey")) ?? []
  expect(ofKey.map(({ Action, Condition }) => [Action, Condition])).toEqual([
    [
      ["kms:Decrypt", "kms:GenerateDataKey"],
      {
        StringEquals: {
          "kms:EncryptionContext:aws:states:stateMachineArn": `arn:aws:states:us-east-1:123456789012:stateMachine:test-${name}`,
        },
      },
    ],
    [
      ["kms:GenerateDataKey"],
      { StringEquals: { "kms:EncryptionContext:SourceArn": "arn:aws:logs:us-east-1:123456789012:*" } },
    ],
  ])
})

const isNamed = (arn: string) => !arn.includes("*") || unknownParts.some((part) => part.arn.test(arn))
const isUnscoped = (action: string) => action in unscoped

const tooWide = ({ Action, Resource }: Statement) =>
  Action.some((action) => action.includes("*")) ||
  Resource.some((arn) => (arn === "*" ? !Action.every(isUnscoped) : !isNamed(arn)))

test.each(roles)("$name has no wildcard but those that AWS forces", ({ statements }) => {
  expect(statements.filter(tooWide)).toEqual([])
})

test("every exception from naming resources is used", () => {
  const all = roles.flatMap(({ statements }) => statements)
  const used = all.filter(({ Resource }) => Resource.includes("*")).flatMap(({ Action }) => Action)
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(unscoped).toSorted())
})

const guarded = [
  { type: "sqs/queuePolicy:QueuePolicy", action: "sqs:SendMessage" },
  { type: "sns/topicPolicy:TopicPolicy", action: "sns:Publish" },
  { type: "s3/bucketPolicy:BucketPolicy", action: "s3:GetObject" },
]

const overPlainHttp = ({ Effect, Condition }: Statement) =>
  Effect === "Deny" && JSON.stringify(Condition ?? {}).includes('"aws:SecureTransport"')

test.each(guarded)("each policy of $type refuses whoever comes without TLS", ({ type, action }) => {
  const policies = ofType(graph, type)
  expect(policies.length).toBeGreaterThan(0)
  for (const { name, inputs } of policies) {
    const statement = statementsOf(inputs.policy).find(overPlainHttp)
    expect(statement?.Principal, name).toEqual("*")
    const [service] = action.split(":")
    expect([action, `${service}:*`], name).toContain(statement?.Action[0])
  }
})

test("every queue, topic and bucket has such a policy", () => {
  const counts = (things: string, policies: string) => [ofType(graph, things).length, ofType(graph, policies).length]
  const [queues, queuePolicies] = counts("sqs/queue:Queue", "sqs/queuePolicy:QueuePolicy")
  const [topics, topicPolicies] = counts("sns/topic:Topic", "sns/topicPolicy:TopicPolicy")
  const [buckets, bucketPolicies] = counts("s3/bucket:Bucket", "s3/bucketPolicy:BucketPolicy")
  expect([queuePolicies, topicPolicies, bucketPolicies]).toEqual([queues, topics, buckets])
})
