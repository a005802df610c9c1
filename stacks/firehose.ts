/// <reference path="../.sst/platform/config.d.ts" />
import { type Resource, resources } from "#functions/resources"
import { copyOptions } from "#functions/warehouse/copy"
import { database } from "#functions/warehouse/schema"
import { serviceLogs } from "#stacks/logs"
import { port } from "#stacks/network"
import { pascal } from "#stacks/pascal"
import { type Deployed, whole } from "#stacks/physical"
import { assumableBy, policy } from "#stacks/policy"
import type { Stage } from "#stacks/stage"
import type { Warehouse } from "#stacks/warehouse"

type Delivery = Extract<Resource, { kind: "delivery" }>

const isDelivery = (resource: Resource): resource is Delivery => resource.kind === "delivery"
const deliveries = (): Delivery[] => Object.values<Resource>(resources).filter(isDelivery)

/** What records gather to before they go out: MiB, and seconds. Every COPY wakes the warehouse for a minute's price. */
const gathering = { bufferingSize: 64, bufferingInterval: 900 }
/** Seconds for which a COPY that fails is tried again: the longest that Firehose does. */
const patience = 7_200

const place = ({ arn, named }: Stage, { name }: Pick<Delivery, "name">): Deployed =>
  whole(named(name), arn("firehose", `deliverystream/${named(name)}`))

/** The delivery streams, known before they are there: the functions that deliver need not wait for the warehouse. */
export const deliveryPlaces = (stage: Stage) => ({
  eventDelivery: place(stage, resources.eventDelivery),
  ticketDelivery: place(stage, resources.ticketDelivery),
})

const logStreams = { redshift: "RedshiftDelivery", s3: "S3Delivery" } as const

const logsOf = (stage: Stage, { name }: Delivery) => {
  const group = serviceLogs(stage, `${pascal(name)}Logs`, `/aws/kinesisfirehose/${stage.named(name)}`)
  for (const stream of Object.values(logStreams))
    new aws.cloudwatch.LogStream(`${pascal(name)}${stream}`, { name: stream, logGroupName: group.name })
  return group
}

export type Destination = { archive: sst.aws.Bucket; warehouse: Warehouse }

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-rs, by the delivery's own prefix. */
const statements = (stage: Stage, delivery: Delivery, { archive, warehouse }: Destination) => [
  {
    Effect: "Allow",
    Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
    Resource: [archive.arn],
  },
  {
    Effect: "Allow",
    Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
    // Firehose names the files of one COPY, and those that failed, in manifests, in folders that it chooses.
    Resource: [delivery.prefix, "manifests/", "errors/"].map((prefix) => $interpolate`${archive.arn}/${prefix}*`),
  },
  {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: [stage.key.arn],
    Condition: {
      StringEquals: {
        "kms:ViaService": ["s3", "secretsmanager"].map(
          (service) => `${service}.${stage.settings.region}.amazonaws.com`,
        ),
      },
    },
  },
  { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [warehouse.loader.secret.arn] },
  {
    Effect: "Allow",
    Action: ["logs:PutLogEvents"],
    Resource: Object.values(logStreams).map((stream) =>
      stage.arn("logs", `log-group:/aws/kinesisfirehose/${stage.named(delivery.name)}:log-stream:${stream}`),
    ),
  },
]

const roleOf = (stage: Stage, delivery: Delivery, destination: Destination) =>
  new aws.iam.Role(`${pascal(delivery.name)}Role`, {
    name: `${stage.named(delivery.name)}-delivery`,
    assumeRolePolicy: assumableBy("firehose.amazonaws.com"),
    inlinePolicies: [
      {
        name: "delivery",
        policy: policy(statements(stage, delivery, destination)),
      },
    ],
  })

const stream = (stage: Stage, delivery: Delivery, destination: Destination) => {
  const { name, prefix, table } = delivery
  const { archive, warehouse } = destination
  const { arn: roleArn } = roleOf(stage, delivery, destination)
  const logs = logsOf(stage, delivery)
  const logging = (logStreamName: string) => ({ enabled: true, logGroupName: logs.name, logStreamName })
  const address = warehouse.workgroup.endpoints.apply((all) => all[0]?.address)
  return {
    name: stage.named(name),
    destination: "redshift",
    serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: stage.key.arn },
    redshiftConfiguration: {
      roleArn,
      clusterJdbcurl: $interpolate`jdbc:redshift://${address}:${port}/${database}`,
      secretsManagerConfiguration: { enabled: true, secretArn: warehouse.loader.secret.arn, roleArn },
      dataTableName: table,
      copyOptions,
      retryDuration: patience,
      // What is staged stays: it is the archive of events, and a second copy would be no other.
      s3BackupMode: "Disabled",
      cloudwatchLoggingOptions: logging(logStreams.redshift),
      s3Configuration: {
        roleArn,
        bucketArn: archive.arn,
        // AWS refuses an ErrorOutputPrefix here; what fails is listed below `<prefix>errors/`.
        prefix,
        compressionFormat: "UNCOMPRESSED",
        kmsKeyArn: stage.key.arn,
        ...gathering,
        cloudwatchLoggingOptions: logging(logStreams.s3),
      },
    },
  } satisfies aws.kinesis.FirehoseDeliveryStreamArgs
}

/** One stream per delivery of the map: to S3 below its prefix, and from there into its staging table. */
export const firehose = (stage: Stage, destination: Destination, ready: aws.lambda.Invocation): void => {
  for (const delivery of deliveries())
    new aws.kinesis.FirehoseDeliveryStream(pascal(delivery.name), stream(stage, delivery, destination), {
      dependsOn: [ready],
    })
}
