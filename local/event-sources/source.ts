import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import type { KinesisClient } from "@aws-sdk/client-kinesis"
import type { SQSClient } from "@aws-sdk/client-sqs"
import type { FunctionName } from "#functions/manifest"
import type { Clock } from "#local/clock"
import type { Nudge } from "#local/event-sources/nudge"
import type { FailureLog } from "#local/failure-log"
import type { TimedLambda } from "#local/lambda/lambda"
import type { State } from "#local/state"

export type SourceClients = { kinesis: KinesisClient; streams: DynamoDBStreamsClient; sqs: SQSClient }

/** A queue's URL by its name. */
export type QueueUrl = (name: string) => string | Promise<string>

/** Rings when something was written to Kinesis or to a table. */
export type Nudges = { kinesis: Nudge; tables: Nudge }

/** What every event source works with. */
export type SourceContext = {
  lambda: TimedLambda
  state: State
  clients: SourceClients
  queueUrl: QueueUrl
  clock: Clock
  failed: FailureLog
  /** Only where the endpoint is this process's own. */
  nudges?: Nudges | undefined
}

/** How far behind a function is: the age of the oldest record or the messages that it has not handled. */
export type Lag =
  | { kind: "stream"; function: FunctionName; iteratorAgeMs: number; deadLetters: number }
  | { kind: "queue"; function: FunctionName; visible: number; inFlight: number; deadLetters: number }

/**
 * One running event source. `stop` lets a batch that is being handled finish, then leaves nothing behind. Nobody is let
 * in before it has `opened`, where it says so.
 */
export type Source = { stop: () => Promise<void>; lag?: () => Promise<Lag>; opened?: Promise<unknown> }

export const deadLetterQueue = (name: FunctionName) => `${name}-dlq`
