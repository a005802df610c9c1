import { SendMessageBatchCommand } from "@aws-sdk/client-sqs"
import { functions } from "#functions/manifest"
import { resources } from "#functions/resources"
import { elsewhere } from "#local/clients"
import { queueUrl } from "#local/environment"
import { type EventBridgeSettings, eventbridge, type Rule } from "#local/eventbridge/eventbridge"
import type { ServiceParts } from "#local/service-parts"

/** The manifest's rules: one per consumer, each with the queue of that name. */
const rules = (): Rule[] =>
  [...functions].flatMap(([name, { on }]) => (on.kind === "bus" ? [{ name, pattern: on.pattern, queue: name }] : []))

type Parts = Pick<ServiceParts, "queues" | "endpoint">

/** Without a detour by the endpoint, unless the queues are elsewhere. */
const toQueue =
  ({ queues, endpoint }: Parts): EventBridgeSettings["send"] =>
  async (queue, bodies) => {
    if (!elsewhere("SQS"))
      return void queues.send(
        queue,
        bodies.map((body) => ({ body })),
      )
    const { aws, awsUrl } = endpoint.get()
    const Entries = bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody }))
    const { Failed = [] } = await aws.sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl(awsUrl, queue), Entries }),
    )
    if (Failed[0]) throw new Error(`${queue}: ${Failed[0].Message}`)
  }

/** The desk's bus, which fills the queues of its consumers. */
export const deskBus = (parts: Parts) => eventbridge({ bus: resources.bus.name, rules: rules(), send: toQueue(parts) })
