import { type Resource, type ResourceName, resources } from "#functions/resources"
import { type Table, tables } from "#schemas/tables"
import { account, arn, region } from "#test/support/synth/place"

type Arns = { [K in Resource["kind"]]: (name: string, stage: string) => string[] }

const tableNamed = (name: string): Table | undefined => Object.values(tables).find((table) => table.name === name)

const indexesOf = (name: string, physical: string) =>
  Object.keys(tableNamed(name)?.indexes ?? {}).map((index) => arn("dynamodb", `table/${physical}/index/${index}`))

/** Places that a resource of the map has on a stage, written down here once more and not taken from the stacks. */
const places: Arns = {
  table: (name, stage) => [arn("dynamodb", `table/${stage}-${name}`), ...indexesOf(name, `${stage}-${name}`)],
  queue: (name, stage) => [arn("sqs", `${stage}-${name}`)],
  kinesis: (name, stage) => [arn("kinesis", `stream/${stage}-${name}`)],
  bus: (name, stage) => [arn("events", `event-bus/${stage}-${name}`)],
  bucket: (name, stage) => [`arn:aws:s3:::${stage}-${name}-${account}/tickets/2026/01/02/ticket_TKT-1.json`],
  "state-machine": (name, stage) => [
    arn("states", `stateMachine:${stage}-${name}`),
    arn("states", `execution:${stage}-${name}:one`),
  ],
  topic: (name, stage) => [arn("sns", `${stage}-${name}`)],
  delivery: (name, stage) => [arn("firehose", `deliverystream/${stage}-${name}`)],
  warehouse: (name, stage) => [arn("redshift-serverless", `workgroup/${stage}-${name}`)],
  secret: (_, stage) => [arn("secretsmanager", `secret:redshift!${stage}-analytics-admin`)],
  sender: () => [arn("ses", "identity/desk@ledgerdesk.example")],
  model: () => [`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`],
  sentiment: () => ["*"],
  users: (name, stage) => [arn("cognito-idp", `userpool/${stage}-${name}`)],
  live: (name, stage) => [arn("execute-api", `${stage}-${name}/live/POST/@connections/abc=`)],
}

/** Where a resource is on a stage. */
export const placesOf = (name: ResourceName, stage: string): string[] => {
  const { kind, name: plain } = resources[name]
  return places[kind](plain, stage)
}
