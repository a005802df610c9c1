/// <reference path="../.sst/platform/config.d.ts" />
import type { Settings } from "#stacks/settings"

/** Where everything is created. */
export type Stage = {
  settings: Settings
  account: $util.Output<string>
  /** The physical name of a thing, which carries the stage's prefix. */
  named: (name: string) => string
  arn: (service: string, rest: $util.Input<string>) => $util.Output<string>
  /** Encrypts whatever may hold what people wrote. */
  key: aws.kms.Key
}

export const tags = ({ stage }: Settings) => ({ app: $app.name, stage })

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
/** Services that hand on events and messages as themselves. */
const senders = ["events.amazonaws.com", "sns.amazonaws.com", "cloudwatch.amazonaws.com"]

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

/**
 * As AWS's own keys: who may use a table may use its key, but only by way of the table's service.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
const keyPolicy = (account: $util.Output<string>, region: string) =>
  $jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AdministeredByTheAccount",
        Effect: "Allow",
        Principal: { AWS: $interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "UsedByWayOfServices",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: use,
        Resource: "*",
        Condition: {
          StringEquals: {
            "kms:CallerAccount": account,
            "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`),
          },
        },
      },
      {
        Sid: "UsedBySenders",
        Effect: "Allow",
        Principal: { Service: senders },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  })

export const openStage = (settings: Settings): Stage => {
  const account = aws.getCallerIdentityOutput().accountId
  const key = new aws.kms.Key(
    "Key",
    {
      description: `Ledgerdesk ${settings.stage}: whatever holds what people wrote`,
      enableKeyRotation: true,
      deletionWindowInDays: settings.kept ? 30 : 7,
      policy: keyPolicy(account, settings.region),
    },
    // Without it nobody could read what is kept.
    { retainOnDelete: settings.kept },
  )
  new aws.kms.Alias("KeyAlias", { name: `alias/${settings.stage}-ledgerdesk`, targetKeyId: key.keyId })
  return {
    settings,
    account,
    key,
    named: (name) => `${settings.stage}-${name}`,
    arn: (service, rest) => $interpolate`arn:aws:${service}:${settings.region}:${account}:${rest}`,
  }
}
