/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import type { Deployed } from "#stacks/physical"
import { whole } from "#stacks/physical"
import type { Stage } from "#stacks/stage"

/** Hours that a record waits for its reader at most. */
const retention = 7 * 24

/** The Kinesis stream that integrators write to. */
export const intake = ({ key, named }: Stage): Deployed & { stream: aws.kinesis.Stream } => {
  const { name, shards } = resources.intake
  const stream = new aws.kinesis.Stream("Intake", {
    name: named(name),
    shardCount: shards,
    streamModeDetails: { streamMode: "PROVISIONED" },
    retentionPeriod: retention,
    encryptionType: "KMS",
    kmsKeyId: key.arn,
  })
  return { ...whole(stream.name, stream.arn), stream }
}
