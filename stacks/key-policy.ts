/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import { policy } from "#stacks/policy"

/** Services that read and write encrypted things for whoever may use the thing itself. */
const services = [
  "dynamodb",
  "s3",
  "sqs",
  "sns",
  "kinesis",
  "firehose",
  "states",
  "secretsmanager",
  "redshift-serverless",
]

const use = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:DescribeKey",
  "kms:CreateGrant",
]

export type Whose = { account: $util.Output<string>; region: string; stage: string }

type Statement = { Sid: string; Principal: object; Action: string | string[]; Condition?: object }

/**
 * As AWS's own keys: who may use a table may use its key, but only by way of the table's service.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
const people = ({ account, region }: Whose): Statement[] => [
  {
    Sid: "AdministeredByTheAccount",
    Principal: { AWS: $interpolate`arn:aws:iam::${account}:root` },
    Action: "kms:*",
  },
  {
    Sid: "UsedByWayOfServices",
    Principal: { AWS: "*" },
    Action: use,
    Condition: {
      StringEquals: {
        "kms:CallerAccount": account,
        "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`),
      },
    },
  },
]

const events = { Service: "events.amazonaws.com" }

/**
 * EventBridge, as itself, for the bus and its archive, and to put events into the stage's queues. What is encrypted says
 * for whom, because AWS does not say `aws:SourceAccount` in each of these calls.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives.html
 */
const eventBridge = ({ account, region, stage }: Whose): Statement[] => [
  { Sid: "SeenByEventBridge", Principal: events, Action: "kms:DescribeKey" },
  {
    Sid: "UsedByTheBus",
    Principal: events,
    Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    Condition: {
      StringEquals: {
        "kms:EncryptionContext:aws:events:event-bus:arn": $interpolate`arn:aws:events:${region}:${account}:event-bus/${stage}-${resources.bus.name}`,
      },
    },
  },
  {
    Sid: "UsedByRules",
    Principal: events,
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:sqs:arn": $interpolate`arn:aws:sqs:${region}:${account}:${stage}-*` },
    },
  },
]

/**
 * Alarms, and the logs of workflows, whose entries come encrypted with the workflow's key:
 * https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
const watchers = ({ account, region }: Whose): Statement[] => [
  {
    Sid: "UsedByAlarms",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  },
  {
    Sid: "UsedByLogs",
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Action: "kms:Decrypt",
    Condition: {
      StringLike: { "kms:EncryptionContext:SourceArn": $interpolate`arn:aws:logs:${region}:${account}:*` },
    },
  },
]

/** Who may use the stage's key, and for what. */
export const keyPolicy = (whose: Whose) =>
  policy(
    [...people(whose), ...eventBridge(whose), ...watchers(whose)].map((each) => ({
      Effect: "Allow",
      Resource: "*",
      ...each,
    })),
  )
