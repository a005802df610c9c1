/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import { resources } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import { pascal } from "#stacks/pascal"
import { type Deployed, whole } from "#stacks/physical"
import { deadLetters, type Queues } from "#stacks/queues"
import type { Stage } from "#stacks/stage"

/** Days for which published events can be sent again by EventBridge itself. The event store keeps them for ever. */
const archived = 30

const name = resources.bus.name

const fromBus = ({ arn, named }: Stage) => ({
  Sid: "FromTheBus",
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Condition: { ArnEquals: { "aws:SourceArn": arn("events", `event-bus/${named(name)}`) } },
})

export type Bus = Deployed & { made: aws.cloudwatch.EventBus }

/**
 * The bus with its archive. What it took and can no longer decrypt, because its key was disabled, goes to dead letters:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-dlq.html
 */
export const bus = (stage: Stage): Bus => {
  const { named, key } = stage
  const dead = deadLetters(stage, "bus", ({ arn }) => [{ ...fromBus(stage), Resource: arn }])
  const made = new aws.cloudwatch.EventBus("Bus", {
    name: named(name),
    kmsKeyIdentifier: key.arn,
    deadLetterConfig: { arn: dead.arn },
  })
  new aws.cloudwatch.EventArchive("BusArchive", {
    name: named(name),
    eventSourceArn: made.arn,
    retentionDays: archived,
    description: "What was published, for EventBridge's own replay",
    kmsKeyIdentifier: key.arn,
  })
  return { ...whole(made.name, made.arn), made }
}

type Between = { bus: Bus; queues: Queues }

/**
 * One rule → queue per consumer: what cannot be put into the queue goes to the consumer's dead letters. A target waits
 * until both let its rule send: EventBridge does not try again where it may not.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export const rules = (
  { named }: Stage,
  functions: readonly [FunctionName, FunctionSpec][],
  { bus: { made }, queues }: Between,
): void => {
  for (const [consumer, { on }] of functions) {
    const [queue, dead] = [queues.inbound.get(consumer), queues.dead.get(consumer)]
    if (on.kind !== "bus" || !queue || !dead) continue
    const rule = new aws.cloudwatch.EventRule(`${pascal(consumer)}Rule`, {
      name: named(consumer),
      eventBusName: made.name,
      eventPattern: JSON.stringify(on.pattern),
    })
    new aws.cloudwatch.EventTarget(
      `${pascal(consumer)}Target`,
      { rule: rule.name, eventBusName: made.name, arn: queue.arn, deadLetterConfig: { arn: dead.arn } },
      { dependsOn: queues.policies.get(consumer) ?? [] },
    )
  }
}
