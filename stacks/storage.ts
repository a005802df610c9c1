/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import { type Table, tables } from "#schemas/tables"
import { pascal } from "#stacks/pascal"
import type { Deployed } from "#stacks/physical"
import type { Stage } from "#stacks/stage"

/** Actions that go to an index as well as to its table. */
const onIndexes = ["dynamodb:Query", "dynamodb:Scan"]

const attributesOf = ({ partitionKey, sortKey, indexes }: Table) => [
  ...[partitionKey, ...(sortKey ? [sortKey] : [])],
  ...Object.values(indexes).flatMap((index) =>
    [index.partitionKey, index.sortKey].map((name) => ({ name, type: "S" as const })),
  ),
]

const table = ({ settings, key, named }: Stage, definition: Table) =>
  new aws.dynamodb.Table(
    pascal(definition.name),
    {
      name: named(definition.name),
      billingMode: "PAY_PER_REQUEST",
      hashKey: definition.partitionKey.name,
      rangeKey: definition.sortKey?.name,
      attributes: attributesOf(definition),
      globalSecondaryIndexes: Object.entries(definition.indexes).map(
        ([name, { partitionKey, sortKey, projection }]) => ({
          name,
          hashKey: partitionKey,
          rangeKey: sortKey,
          projectionType: projection,
        }),
      ),
      streamEnabled: definition.stream !== undefined,
      streamViewType: definition.stream,
      ttl: definition.ttl ? { enabled: true, attributeName: definition.ttl } : undefined,
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      pointInTimeRecovery: { enabled: settings.kind !== "personal" },
      deletionProtectionEnabled: settings.kept,
    },
    { retainOnDelete: settings.kept },
  )

export type TableOnStage = Deployed & { table: aws.dynamodb.Table }

const deployed = (stage: Stage, definition: Table): TableOnStage => {
  const made = table(stage, definition)
  const indexes = Object.keys(definition.indexes).map((name) => $interpolate`${made.arn}/index/${name}`)
  return {
    table: made,
    value: made.name,
    arnsFor: (action) => [made.arn, ...(onIndexes.includes(action) ? indexes : [])],
  }
}

/** Days. */
type Lifecycle = { prefix: string; colder?: number; gone?: number }

/** S3 names are shared by all accounts. */
const bucketName = ({ named, account }: Stage, name: string) => $interpolate`${named(name)}-${account}`

const lifecycle = (rules: readonly Lifecycle[]) => [
  {
    id: "what-nobody-needs",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
    noncurrentVersionExpiration: { noncurrentDays: 30 },
  },
  ...rules.map(({ prefix, colder, gone }) => ({
    id: prefix.replaceAll("/", "") || "all",
    status: "Enabled",
    filter: { prefix },
    ...(colder && { transitions: [{ days: colder, storageClass: "STANDARD_IA" }] }),
    ...(gone && { expiration: { days: gone } }),
  })),
]

/** A bucket that outlives its stage stays closed, encrypted and versioned too: each of these is a resource of its own. */
const bucket = (stage: Stage, name: string, rules: readonly Lifecycle[]) => {
  const { settings, key } = stage
  const title = pascal(name)
  const staying = { retainOnDelete: settings.kept }
  const stay = (_: object, options: $util.CustomResourceOptions): undefined => {
    Object.assign(options, staying)
  }
  const made = new sst.aws.Bucket(title, {
    versioning: true,
    enforceHttps: true,
    cors: false,
    transform: {
      bucket: (args, options) => {
        args.bucket = bucketName(stage, name)
        args.forceDestroy = !settings.kept
        stay(args, options)
      },
      policy: stay,
      publicAccessBlock: stay,
      versioning: stay,
    },
  })
  const encryption = { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }
  new aws.s3.BucketServerSideEncryptionConfiguration(
    `${title}Encryption`,
    { bucket: made.name, rules: [{ ...encryption, bucketKeyEnabled: true }] },
    staying,
  )
  const ownership = { bucket: made.name, rule: { objectOwnership: "BucketOwnerEnforced" } }
  new aws.s3.BucketOwnershipControls(`${title}Ownership`, ownership, staying)
  new aws.s3.BucketLifecycleConfiguration(`${title}Lifecycle`, { bucket: made.name, rules: lifecycle(rules) }, staying)
  return made
}

/** Objects below a prefix: S3 has no other way to name those that do not exist yet. */
const objects = (made: sst.aws.Bucket, prefix: string): Deployed => ({
  value: made.name,
  arnsFor: () => [$interpolate`${made.arn}/${prefix}*`],
})

/** The tables and buckets of the map. */
export const storage = (stage: Stage) => {
  const archive = bucket(stage, resources.archive.name, [
    { prefix: "tickets/", colder: 90 },
    { prefix: resources.eventDelivery.prefix, colder: 30 },
    { prefix: resources.ticketDelivery.prefix, colder: 30, gone: 400 },
  ])
  const attachments = bucket(stage, resources.attachments.name, [{ prefix: "", colder: 90 }])
  return {
    archiveBucket: archive,
    events: deployed(stage, tables.events),
    views: deployed(stage, tables.views),
    ledger: deployed(stage, tables.ledger),
    connections: deployed(stage, tables.connections),
    archive: objects(archive, "tickets/"),
    attachments: objects(attachments, ""),
  }
}

export type Storage = ReturnType<typeof storage>
