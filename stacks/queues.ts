/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import { type Resource, type ResourceName, resources } from "#functions/resources"
import { type FunctionSpec, hasDeadLetters, hiddenFor } from "#functions/spec"
import { pascal } from "#stacks/pascal"
import { type Physical, whole } from "#stacks/physical"
import { onlyByTls, policy, type Statement } from "#stacks/policy"
import type { Stage } from "#stacks/stage"

/** Fourteen days: the longest that SQS keeps a message. */
const longest = 14 * 86_400

type QueueArgs = Omit<aws.sqs.QueueArgs, "name">

const queue = ({ settings, key, named }: Stage, name: string, args: QueueArgs = {}) =>
  new aws.sqs.Queue(pascal(name), {
    name: named(name),
    messageRetentionSeconds: longest,
    kmsMasterKeyId: key.arn,
    kmsDataKeyReusePeriodSeconds: 3600,
    tags: { stage: settings.stage },
    ...args,
  })

/** Nobody reaches a queue without TLS; whoever may send in spite of having no role is named by `allowed`. */
const guard = (name: string, made: aws.sqs.Queue, allowed: readonly Statement[] = []) =>
  new aws.sqs.QueuePolicy(`${pascal(name)}Policy`, {
    queueUrl: made.url,
    policy: policy([onlyByTls("sqs:*", made.arn), ...allowed]),
  })

/** The bus's rule of that name may send. */
const fromRule = ({ arn, named }: Stage, made: aws.sqs.Queue, rule: string): Statement => ({
  Sid: "FromItsRule",
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: made.arn,
  Condition: { ArnEquals: { "aws:SourceArn": arn("events", `rule/${named(resources.bus.name)}/${named(rule)}`) } },
})

type Guarded = { made: aws.sqs.Queue; policy: aws.sqs.QueuePolicy }
type Allowed = (made: aws.sqs.Queue) => readonly Statement[]

const guardedLetters = (stage: Stage, name: string, allowed: Allowed): Guarded => {
  const made = queue(stage, `${name}-dlq`)
  return { made, policy: guard(`${name}-dlq`, made, allowed(made)) }
}

/** A queue for what was given up. */
export const deadLetters = (stage: Stage, name: string, allowed: Allowed): aws.sqs.Queue =>
  guardedLetters(stage, name, allowed).made

const consumerQueue = (
  stage: Stage,
  [name, spec]: [FunctionName, FunctionSpec],
  dlq: aws.sqs.Queue,
): Guarded | undefined => {
  const { on } = spec
  if (on.kind !== "bus") return undefined
  const made = queue(stage, name, {
    visibilityTimeoutSeconds: hiddenFor(spec),
    redrivePolicy: $jsonStringify({ deadLetterTargetArn: dlq.arn, maxReceiveCount: on.maxReceives }),
  })
  return { made, policy: guard(name, made, [fromRule(stage, made, name)]) }
}

export type Queues = {
  /** The queue that feeds a consumer of the bus. */
  inbound: Map<FunctionName, aws.sqs.Queue>
  /** Where what a function could not process in all its tries ends. */
  dead: Map<FunctionName, aws.sqs.Queue>
  /** What lets others send to the queues of a function: whoever makes them send waits for it. */
  policies: Map<FunctionName, aws.sqs.QueuePolicy[]>
}

/** The queue of every consumer, and the dead-letter queue of every function that reads a queue or a stream. */
export const queues = (stage: Stage, functions: readonly [FunctionName, FunctionSpec][]): Queues => {
  const made: Queues = { inbound: new Map(), dead: new Map(), policies: new Map() }
  for (const [name, spec] of functions.filter(([, each]) => hasDeadLetters(each))) {
    const dead = guardedLetters(stage, name, (own) => (spec.on.kind === "bus" ? [fromRule(stage, own, name)] : []))
    made.dead.set(name, dead.made)
    const inbound = consumerQueue(stage, [name, spec], dead.made)
    if (inbound) made.inbound.set(name, inbound.made)
    made.policies.set(name, [dead.policy, ...(inbound ? [inbound.policy] : [])])
  }
  return made
}

/** The queues to which functions themselves refuse what they cannot read. */
export const refusals = (stage: Stage): Physical => {
  const all = Object.entries(resources) as [ResourceName, Resource][]
  return Object.fromEntries(
    all
      .filter(([, { kind }]) => kind === "queue")
      .map(([key, { name }]) => {
        const made = queue(stage, name)
        guard(name, made)
        return [key, whole(made.url, made.arn)]
      }),
  )
}
