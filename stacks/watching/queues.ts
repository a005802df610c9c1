import type { FunctionName } from "#functions/manifest"
import { type Resource, resources } from "#functions/resources"
import { type FunctionSpec, hasDeadLetters, hiddenFor } from "#functions/spec"
import { type Alarm, atOnce, sumOf, type Watched } from "#stacks/watching/alarm"
import { ofQueue, ofRule } from "#stacks/watching/metrics"

/** Consumers of the bus, each behind a queue of its name. */
export const consumers = ({ functions }: Watched): [FunctionName, FunctionSpec][] =>
  functions.filter(([, { on }]) => on.kind === "bus")

const deadLettersOf = ([name, spec]: [FunctionName, FunctionSpec]): string[] => {
  if (spec.on.kind === "schedule") return ["schedules-dlq"]
  return hasDeadLetters(spec) ? [`${name}-dlq`] : []
}

/** The queues that hold what a function gave up, what no schedule could call, and what the bus could not decrypt. */
export const deadLetterQueues = ({ functions }: Watched): string[] => [
  ...new Set([...functions.flatMap(deadLettersOf), "bus-dlq"]),
]

/** The queues that functions themselves refuse to. */
export const refusalQueues = (): string[] =>
  Object.values<Resource>(resources).flatMap(({ kind, name }) => (kind === "queue" ? [name] : []))

/** A single letter is somebody's work, so it is told at once, and again only when the queue was empty in between. */
const letters = (named: Watched["named"], queue: string) => ({
  of: ofQueue(named(queue))("ApproximateNumberOfMessagesVisible", "Maximum"),
  threshold: { above: 0 },
  ...atOnce,
  period: 60,
})

const dead = (named: Watched["named"], queue: string): Alarm => ({
  name: `${queue}-letters`,
  chapter: "dead-letters",
  says: `${queue.replace(/-dlq$/, "")} gave something up: it lies in its dead-letter queue.`,
  ...letters(named, queue),
})

const refused = (named: Watched["named"], queue: string): Alarm => ({
  name: `${queue}-letters`,
  chapter: "refused-letters",
  says: `Something was refused as unreadable: it lies in ${queue} with the reason.`,
  ...letters(named, queue),
})

/**
 * Three times the time for which a message is hidden: who fails twice and then succeeds is no news. A message that fails
 * more often counts for nothing here, and comes to its dead letters:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
const waiting = (named: Watched["named"], name: FunctionName, spec: FunctionSpec): Alarm => ({
  name: `${name}-waiting`,
  chapter: "a-queue-is-not-emptied",
  says: `Events have waited for ${name} for more than ${(3 * hiddenFor(spec)) / 60} minutes.`,
  of: ofQueue(named(name))("ApproximateAgeOfOldestMessage", "Maximum"),
  threshold: { above: 3 * hiddenFor(spec) },
  period: 60,
  times: 3,
  window: 3,
  missing: "notBreaching",
})

const lost = ["FailedInvocations", "InvocationsSentToDlq", "InvocationsFailedToBeSentToDlq"]

const undelivered = (named: Watched["named"], name: FunctionName): Alarm => {
  const ofOwn = ofRule(named(resources.bus.name), named(name))
  return {
    name: `${name}-undelivered`,
    chapter: "a-rule-cannot-deliver",
    says: `EventBridge cannot put events into the queue of ${name}.`,
    of: sumOf(lost.map((each) => ofOwn(each, "Sum"))),
    threshold: { above: 0 },
    ...atOnce,
  }
}

export const queueAlarms = (watched: Watched): Alarm[] => [
  ...deadLetterQueues(watched).map((queue) => dead(watched.named, queue)),
  ...refusalQueues().map((queue) => refused(watched.named, queue)),
  ...consumers(watched).flatMap(([name, spec]) => [
    waiting(watched.named, name, spec),
    undelivered(watched.named, name),
  ]),
]
