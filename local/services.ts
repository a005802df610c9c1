import { PutObjectCommand } from "@aws-sdk/client-s3"
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs"
import { functions } from "#functions/manifest"
import { type Resource, resources } from "#functions/resources"
import { bedrock } from "#local/bedrock/bedrock"
import { type Clients, elsewhere } from "#local/clients"
import { comprehend } from "#local/comprehend/comprehend"
import { describedHere } from "#local/description"
import type { LiveConnections } from "#local/door/live-connections"
import { liveManagement } from "#local/door/live-management"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { queueUrl, userPoolId } from "#local/environment"
import { nudge, ringing } from "#local/event-sources/nudge"
import type { Nudges } from "#local/event-sources/source"
import { eventbridge, type Rule } from "#local/eventbridge/eventbridge"
import { firehose } from "#local/firehose/firehose"
import { memberClaims } from "#local/identity/claims"
import { cognito } from "#local/identity/cognito"
import { signedIdToken } from "#local/identity/id-token"
import { openPool } from "#local/identity/pool"
import { kinesis } from "#local/kinesis/kinesis"
import type { LambdaRuntime } from "#local/lambda/runtime"
import { lambdaService } from "#local/lambda/service"
import { type Later, later } from "#local/later"
import { mail } from "#local/mail"
import type { Outbox } from "#local/outbox"
import { redshiftData } from "#local/redshift-data/redshift-data"
import type { Service } from "#local/service"
import type { Settings } from "#local/settings"
import { sns } from "#local/sns/sns"
import { type Queues, queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { ssm } from "#local/ssm"
import type { State } from "#local/state"
import { readMachines } from "#local/step-functions/machine"
import { stepFunctions } from "#local/step-functions/step-functions"
import { storage } from "#local/storage/storage"
import { sts } from "#local/sts"
import { copyJson } from "#local/warehouse/copy-json"
import type { Warehouse } from "#local/warehouse/warehouse"

export type ServiceParts = {
  settings: Settings
  folders: { root: string; dynamodb: string; kinesis: string; storage: string }
  state: State
  lambda: LambdaRuntime
  outbox: Outbox
  live: LiveConnections
  /** Starting, in a thread of its own, while the others are opened. */
  warehouse: Promise<Warehouse>
}

/** Every service behind the endpoint. `connect` gives them the endpoint itself, which some of them call in turn. */
export type Services = {
  all: readonly Service[]
  /** Ring when something was written to a table or to Kinesis. */
  nudges: Nudges
  connect: (aws: Clients, awsUrl: string) => void
  /** Tells those who describe the desk, or sign people in, where the door is. */
  open: (door: DoorAddress) => void
  /** Goes on with what a stop or a crash interrupted, and loads what nobody needed until now. */
  resume: () => void
  /** Ends what works by itself and calls the endpoint: the rest of it comes after the next start. */
  rest: () => Promise<void>
  /** Call it once the endpoint is closed, after `rest`. */
  close: () => Promise<void>
}

/** For how long functions that still run are waited for, in milliseconds. */
const graceMs = 5_000

/** The bus's rules are the manifest's: one per consumer, each with the queue of that name. */
const rules = (): Rule[] =>
  [...functions].flatMap(([name, { on }]) => (on.kind === "bus" ? [{ name, pattern: on.pattern, queue: name }] : []))

const deliveries = () => Object.values<Resource>(resources).filter((resource) => resource.kind === "delivery")

/** The endpoint, once it listens. Nothing calls a service before. */
type Endpoint = Later<{ aws: Clients; awsUrl: string }>

/** Where people find the desk, and who signs them in. */
export type DoorAddress = { url: string; issuer: string }

/** From the bus to a queue: without a detour by the endpoint, unless the queues are elsewhere. */
const toQueue =
  ({ get }: Endpoint, queued: Queues) =>
  async (queue: string, bodies: readonly string[]) => {
    if (!elsewhere("SQS"))
      return void queued.send(
        queue,
        bodies.map((body) => ({ body })),
      )
    const { aws, awsUrl } = get()
    const Entries = bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody }))
    const { Failed = [] } = await aws.sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl(awsUrl, queue), Entries }),
    )
    if (Failed[0]) throw new Error(`${queue}: ${Failed[0].Message}`)
  }

const delivery = (state: State, warehouse: Warehouse, { get }: Endpoint) =>
  firehose({
    state,
    deliveries: deliveries(),
    putObject: ({ key, body }) =>
      get().aws.s3.send(new PutObjectCommand({ Bucket: resources.archive.name, Key: key, Body: body })),
    copy: copyJson(warehouse),
  })

const workflow = async ({ state, lambda }: ServiceParts) => stepFunctions(state, lambda, await readMachines())

const model = ({ llmBaseUrl, llmModel }: Settings) =>
  bedrock({ ...(llmBaseUrl && { llmBaseUrl }), ...(llmModel && { model: llmModel }) })

/** The user pool, and the parameter by which the desk describes itself. */
const aboutTheDesk = ({ state, folders, settings }: ServiceParts, endpoint: Endpoint, door: Later<DoorAddress>) => [
  cognito({
    poolId: userPoolId,
    users: openPool(state),
    idToken: (user) =>
      signedIdToken({ folder: folders.root, issuer: door.get().issuer, claims: memberClaims(user) }, Date.now()),
  }),
  ssm(() => {
    const { url, issuer } = door.get()
    return describedHere(url, { awsUrl: endpoint.get().awsUrl, issuer, llmModel: settings.llmModel })
  }),
]

/** Opens every service. Rejects with one line where a folder of the state cannot be opened. */
export const openServices = async (parts: ServiceParts): Promise<Services> => {
  const { settings, folders, state, lambda, outbox, live } = parts
  const endpoint: Endpoint = later()
  const door = later<DoorAddress>()
  const queued = queues(state)
  const [database, intake, objects, warehouse] = await Promise.all([
    dynamodb(folders.dynamodb),
    kinesis(folders.kinesis),
    storage(folders.storage),
    parts.warehouse,
  ])
  const nudges = { tables: nudge(), kinesis: nudge() }
  const stored = [ringing(database, nudges.tables), ringing(intake, nudges.kinesis), objects]
  const machines = await workflow(parts)
  const firehoses = delivery(state, warehouse, endpoint)
  const bus = eventbridge({ bus: resources.bus.name, rules: rules(), send: toQueue(endpoint, queued) })
  const words = comprehend()
  const answering = [
    sqs(queued),
    sns({ state, queues: queued, outbox }),
    words,
    model(settings),
    mail(outbox),
    ...aboutTheDesk(parts, endpoint, door),
    sts(),
    lambdaService(lambda),
  ]
  const all = [...stored, machines, firehoses, bus, ...answering, liveManagement(live), redshiftData(warehouse)]
  return {
    all,
    nudges,
    connect: (aws, awsUrl) => endpoint.set({ aws, awsUrl }),
    open: door.set,
    resume: () => {
      machines.resume()
      firehoses.resume()
      words.warmUp()
    },
    // A step of a workflow that is interrupted goes on by itself, and needs the endpoint.
    rest: () => Promise.all([machines.close(), firehoses.stop()]).then(() => lambda.quiet(graceMs)),
    close: async () => {
      await Promise.all(all.map((service) => service.close()))
    },
  }
}
