import { describe, expect, test } from "vitest"
import { statementsOf } from "#test/support/policy"
import { named, ofType } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const personal = await stacksOf({ stage: "test" })
const production = await stacksOf({ stage: "production" })

const tablesOf = (graph: typeof personal) => ofType(graph, "dynamodb/table:Table")
const bucketsOf = (graph: typeof personal) => ofType(graph, "s3/bucket:Bucket")
const keyOf = (graph: typeof personal) => ofType(graph, "kms/key:Key")[0]

test.each(tablesOf(production))(
  "production's table $name can be taken back in time and neither deleted nor lost",
  ({ inputs, retainOnDelete }) => {
    expect(inputs).toMatchObject({ pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true })
    expect(retainOnDelete).toBe(true)
  },
)

test.each(tablesOf(personal))("a personal stage's table $name goes with the stage", ({ inputs, retainOnDelete }) => {
  expect(inputs).toMatchObject({ pointInTimeRecovery: { enabled: false }, deletionProtectionEnabled: false })
  expect(retainOnDelete).toBe(false)
})

test("production leaves behind what holds data, and nothing that can be made again", () => {
  const kept = production.resources.filter(({ retainOnDelete, custom }) => retainOnDelete && custom)
  const types = new Set(kept.map(({ type }) => type.split(":").at(-1)))
  expect([...types].filter((type) => !type?.startsWith("Bucket")).toSorted()).toEqual([
    "Key",
    "Namespace",
    "Table",
    "UserPool",
  ])
  expect(kept.filter(({ type }) => type === "aws:s3/bucket:Bucket").map(({ name }) => name)).not.toContain("WebFiles")
})

test("production as a whole is protected, and a personal stage is not", () => {
  expect(production.app).toMatchObject({ protect: true, removal: "retain" })
  expect(personal.app).toMatchObject({ protect: false, removal: "remove" })
})

/** Whatever may hold what people wrote, with the argument that names its key. */
const encrypted: [type: string, key: (inputs: Record<string, unknown>) => unknown][] = [
  ["dynamodb/table:Table", ({ serverSideEncryption }) => serverSideEncryption],
  ["sqs/queue:Queue", ({ kmsMasterKeyId }) => kmsMasterKeyId],
  ["sns/topic:Topic", ({ kmsMasterKeyId }) => kmsMasterKeyId],
  ["kinesis/stream:Stream", ({ kmsKeyId }) => kmsKeyId],
  ["cloudwatch/eventBus:EventBus", ({ kmsKeyIdentifier }) => kmsKeyIdentifier],
  ["cloudwatch/eventArchive:EventArchive", ({ kmsKeyIdentifier }) => kmsKeyIdentifier],
  ["sfn/stateMachine:StateMachine", ({ encryptionConfiguration }) => encryptionConfiguration],
]

test.each(encrypted)("every %s is encrypted with the stage's own key", (type, key) => {
  const all = ofType(personal, type)
  expect(all.length).toBeGreaterThan(0)
  for (const { name, inputs } of all) expect(JSON.stringify(key(inputs)), name).toContain("key/Key")
})

describe("the stage's key", () => {
  const statements = statementsOf(keyOf(personal)?.inputs.policy)

  test("is turned over every year", () => {
    expect(keyOf(personal)?.inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 7 })
    expect(keyOf(production)?.inputs).toMatchObject({ deletionWindowInDays: 30 })
  })

  test("is used by way of a service of this account, or by a service for something of this account", () => {
    const [administration, ...uses] = statements
    expect(administration?.Principal).toEqual({ AWS: "arn:aws:iam::123456789012:root" })
    const looking = uses.filter(({ Condition }) => Condition === undefined)
    expect(looking.map(({ Principal, Action }) => [Principal, Action])).toEqual([
      [{ Service: "events.amazonaws.com" }, ["kms:DescribeKey"]],
    ])
    for (const { Condition } of uses.filter((each) => !looking.includes(each)))
      expect(JSON.stringify(Condition)).toMatch(
        /(CallerAccount":"|SourceAccount":"|:us-east-1:)123456789012("|:test-|:event-bus\/test-|:\*")/,
      )
  })

  test.each([
    ["events", "kms:DescribeKey", undefined],
    ["events", "kms:GenerateDataKey", "aws:events:event-bus:arn"],
    ["events", "kms:ReEncryptTo", "aws:events:event-bus:arn"],
    ["events", "kms:GenerateDataKey", "aws:sqs:arn"],
    ["delivery.logs", "kms:Decrypt", "kms:EncryptionContext:SourceArn"],
    ["cloudwatch", "kms:GenerateDataKey", "aws:SourceAccount"],
  ])("%s may %s of what it encrypts as itself, told by %s", (service, action, context) => {
    const allowing = statements.filter(
      ({ Principal, Action }) =>
        JSON.stringify(Principal) === JSON.stringify({ Service: `${service}.amazonaws.com` }) &&
        Action.includes(action),
    )
    expect(allowing.map(({ Condition }) => JSON.stringify(Condition ?? {}))).toContainEqual(
      context ? expect.stringContaining(context) : "{}",
    )
  })
})

const ours = (graph: typeof personal) => bucketsOf(graph).filter(({ physical }) => physical.includes("ledgerdesk-"))

describe.each(ours(personal))("the bucket $physical", ({ name, physical }) => {
  const about = (type: string) => ofType(personal, type).find(({ inputs }) => inputs.bucket === physical)?.inputs

  test("is closed to the public", () => {
    expect(about("s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    })
  })

  test("is encrypted, and keeps old versions for a month", () => {
    expect(
      JSON.stringify(about("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")),
    ).toContain("aws:kms")
    expect(about("s3/bucketVersioning:BucketVersioning")).toMatchObject({
      versioningConfiguration: { status: "Enabled" },
    })
    const rules = JSON.stringify(about("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"))
    expect(rules).toContain('"noncurrentDays":30')
    expect(rules).toContain('"abortIncompleteMultipartUpload"')
    expect(rules).not.toContain('"id":""')
  })

  test("is emptied with a personal stage, and outlives production", () => {
    const there = bucketsOf(production).find((each) => each.name === name)
    expect(bucketsOf(personal).find((each) => each.name === name)?.inputs.forceDestroy).toBe(true)
    expect(there?.inputs.forceDestroy).toBe(false)
    expect(there?.retainOnDelete).toBe(true)
  })

  test("stays closed, encrypted and versioned where it outlives its stage", () => {
    const guards = (graph: typeof personal, of: string) =>
      graph.resources.filter(({ type, inputs }) => type.startsWith("aws:s3/bucket") && inputs.bucket === of)
    const there = guards(production, physical.replace(/^test-/, "production-")).filter(
      ({ type }) => !type.includes("Objectv2"),
    )
    expect(there).toHaveLength(7)
    expect(there.filter(({ retainOnDelete }) => !retainOnDelete)).toEqual([])
    expect(guards(personal, physical).filter(({ retainOnDelete }) => retainOnDelete)).toEqual([])
  })
})

test("no page of another origin may read a bucket", () => {
  expect(ofType(personal, "s3/bucketCorsConfiguration:BucketCorsConfiguration")).toEqual([])
})

test("the bus has a place for what it can no longer decrypt, which nobody else may put anything into", () => {
  const { inputs } = named(personal, "cloudwatch/eventBus:EventBus", "test-ledgerdesk")
  expect(inputs.deadLetterConfig).toEqual({ arn: "arn:aws:sqs:us-east-1:123456789012:test-bus-dlq" })
  const policies = ofType(personal, "sqs/queuePolicy:QueuePolicy").filter(({ name }) => name === "BusDlqPolicy")
  const allowing = policies
    .flatMap((each) => statementsOf(each.inputs.policy))
    .filter(({ Effect }) => Effect === "Allow")
  expect(allowing).toMatchObject([
    {
      Principal: { Service: "events.amazonaws.com" },
      Resource: ["arn:aws:sqs:us-east-1:123456789012:test-bus-dlq"],
      Condition: {
        ArnEquals: { "aws:SourceArn": "arn:aws:events:us-east-1:123456789012:event-bus/test-ledgerdesk" },
      },
    },
  ])
})

test("the bus keeps what was published for a month", () => {
  const bus = named(personal, "cloudwatch/eventBus:EventBus", "test-ledgerdesk")
  const archive = named(personal, "cloudwatch/eventArchive:EventArchive", "test-ledgerdesk").inputs
  expect(archive.retentionDays).toBe(30)
  expect(archive.eventSourceArn).toContain(bus.physical)
})
