import { CognitoIdentityProviderClient, DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider"
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3"
import { type Resource, resources } from "#functions/resources"
import type { StageDescription } from "#stacks/described"

/** Something with data in it, and how it is deleted for good. */
export type Left = { what: string; how: string }

type Keeper = { what: string; look: (name: string) => Promise<unknown>; how: (name: string) => string }

const missing = ["ResourceNotFoundException", "NotFound", "NoSuchBucket"]

/** Whatever is there, or cannot be looked at, is listed. */
const isGone = (error: unknown) => error instanceof Error && missing.includes(error.name)

const keepers = (): Partial<Record<Resource["kind"], Keeper>> => {
  const [dynamodb, s3, cognito] = [
    new DynamoDBClient({}),
    new S3Client({ forcePathStyle: true }),
    new CognitoIdentityProviderClient({}),
  ]
  return {
    table: {
      what: "table",
      look: (TableName) => dynamodb.send(new DescribeTableCommand({ TableName })),
      how: (name) =>
        `aws dynamodb update-table --no-deletion-protection-enabled --table-name ${name} && aws dynamodb delete-table --table-name ${name}`,
    },
    bucket: {
      what: "bucket",
      look: (Bucket) => s3.send(new HeadBucketCommand({ Bucket })),
      how: (name) => `empty it with all versions (Empty in the S3 console), then aws s3 rb s3://${name}`,
    },
    users: {
      what: "user pool",
      look: (UserPoolId) => cognito.send(new DescribeUserPoolCommand({ UserPoolId })),
      how: (id) =>
        `aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-pool-id ${id} && aws cognito-idp delete-user-pool --user-pool-id ${id}`,
    },
  }
}

/** What stays together with the tables, and is not looked at: the warehouse's data, and the key of everything. */
const alongside = ({ key, environment }: StageDescription): Left[] => {
  const namespace = environment[resources.warehouse.env]
  const how = `aws redshift-serverless delete-namespace --namespace-name ${namespace}`
  return [
    ...(namespace ? [{ what: `Redshift Serverless namespace ${namespace}`, how }] : []),
    ...(key ? [{ what: `KMS key ${key}`, how: `last of all: aws kms schedule-key-deletion --key-id ${key}` }] : []),
  ]
}

/** What holds data and is still there of a stage that was removed, with the key that it is encrypted with. */
export const whatIsLeft = async (stage: StageDescription): Promise<Left[]> => {
  const known = keepers()
  const left: Left[] = []
  for (const { kind, env } of Object.values<Resource>(resources)) {
    const [keeper, name] = [known[kind], stage.environment[env]]
    if (!keeper || !name) continue
    const gone = await keeper.look(name).then(() => false, isGone)
    if (!gone) left.push({ what: `${keeper.what} ${name}`, how: keeper.how(name) })
  }
  return left.length > 0 ? [...left, ...alongside(stage)] : []
}
