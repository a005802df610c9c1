import { createHash } from "node:crypto"
import { account, arn, region } from "#test/support/synth/place"

export type Inputs = Record<string, unknown>

const text = (value: unknown) => String(value)
const lower = (name: string) => name.toLowerCase()

/** What AWS would say of a new resource, besides what it was given, by its type. */
const computed: Record<string, (name: string, inputs: Inputs) => Inputs> = {
  "aws:dynamodb/table:Table": (name, { streamEnabled }) => ({
    arn: arn("dynamodb", `table/${name}`),
    ...(streamEnabled === true && { streamArn: arn("dynamodb", `table/${name}/stream/2026-01-01T00:00:00.000`) }),
  }),
  "aws:kinesis/stream:Stream": (name) => ({ arn: arn("kinesis", `stream/${name}`) }),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (name) => ({
    arn: arn("firehose", `deliverystream/${name}`),
  }),
  "aws:cloudwatch/eventBus:EventBus": (name) => ({ arn: arn("events", `event-bus/${name}`) }),
  "aws:cloudwatch/eventRule:EventRule": (name, { eventBusName }) => ({
    arn: arn("events", `rule/${eventBusName}/${name}`),
  }),
  "aws:cloudwatch/logGroup:LogGroup": (name) => ({ arn: arn("logs", `log-group:${name}`) }),
  "aws:sqs/queue:Queue": (name) => ({
    arn: arn("sqs", name),
    url: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  }),
  "aws:sesv2/emailIdentity:EmailIdentity": (_, { emailIdentity }) => ({ arn: arn("ses", `identity/${emailIdentity}`) }),
  "aws:sns/topic:Topic": (name) => ({ arn: arn("sns", name) }),
  "aws:s3/bucket:Bucket": (name) => ({
    arn: `arn:aws:s3:::${name}`,
    bucketDomainName: `${name}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    region,
  }),
  "aws:iam/role:Role": (name) => ({ arn: `arn:aws:iam::${account}:role/${name}` }),
  "aws:lambda/function:Function": (name) => {
    const own = arn("lambda", `function:${name}`)
    const invokeArn = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${own}/invocations`
    return { arn: own, qualifiedArn: `${own}:1`, version: "1", invokeArn, lastModified: "2026-01-01" }
  },
  "aws:sfn/stateMachine:StateMachine": (name) => ({ arn: arn("states", `stateMachine:${name}`) }),
  "aws:apigatewayv2/api:Api": (name, { protocolType }) => ({
    apiEndpoint: `${protocolType === "WEBSOCKET" ? "wss" : "https"}://${name}.execute-api.${region}.amazonaws.com`,
    executionArn: arn("execute-api", name),
    arn: `arn:aws:apigateway:${region}::/apis/${name}`,
  }),
  "aws:cognito/userPool:UserPool": (name) => ({
    arn: arn("cognito-idp", `userpool/${name}`),
    endpoint: `cognito-idp.${region}.amazonaws.com/${name}`,
  }),
  "aws:cloudfront/distribution:Distribution": (name) => ({
    arn: `arn:aws:cloudfront::${account}:distribution/${name}`,
    domainName: `${lower(name)}.cloudfront.net`,
    hostedZoneId: "Z2FDTNDATAQYW2",
  }),
  "aws:kms/key:Key": (name) => ({ arn: arn("kms", `key/${name}`), keyId: name }),
  "aws:redshiftserverless/workgroup:Workgroup": (name) => ({
    arn: arn("redshift-serverless", `workgroup/${name}`),
    endpoints: [
      { address: `${name}.${account}.${region}.redshift-serverless.amazonaws.com`, port: 5439, vpcEndpoints: [] },
    ],
  }),
  "aws:redshiftserverless/namespace:Namespace": (name) => ({
    arn: arn("redshift-serverless", `namespace/${name}`),
    adminPasswordSecretArn: arn("secretsmanager", `secret:redshift!${name}-admin`),
  }),
  "random:index/randomBytes:RandomBytes": (name) => {
    const bytes = createHash("sha256").update(name).digest()
    return { base64: bytes.toString("base64"), hex: bytes.toString("hex") }
  },
  "random:index/randomPassword:RandomPassword": (name) => ({ result: `password-of-${name}` }),
}

const nameKeys = ["name", "bucket", "namespaceName", "workgroupName", "domain"]

/** `aws:sqs/queue:Queue` → `arn:aws:sqs:…:Queue/<name>`: for types whose ARN nothing looks at. */
const anyArn = (type: string, name: string) =>
  arn(type.split(":")[1]?.split("/")[0] ?? "", `${type.split(":").pop()}/${name}`)

type Asked = { type: string; name: string; inputs: Inputs; id?: string | undefined; custom?: boolean | undefined }

/** Stands for AWS: what a resource is once it was created. Components of SST have no identity. */
export const created = ({
  type,
  name,
  inputs,
  id,
  custom,
}: Asked): { id: string | undefined; physical: string; state: Inputs } => {
  const physical = nameKeys.map((key) => inputs[key]).find((value) => typeof value === "string") ?? name
  const own = computed[type]?.(text(physical), inputs)
  const withArn = custom && type.startsWith("aws:") && !("arn" in inputs) ? { arn: anyArn(type, text(physical)) } : {}
  const state = { ...inputs, name: inputs.name ?? physical, ...withArn, ...own }
  const named = type === "aws:sqs/queue:Queue" ? text(own?.url) : text(physical)
  return { id: custom ? id || named : undefined, physical: text(physical), state }
}
