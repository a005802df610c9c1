import { randomUUID } from "node:crypto"
import { z } from "zod"
import { account } from "#local/region"
import type { Call, Operation } from "#local/service"
import { onQueue } from "#local/sqs/queue-operations"
import type { Queues } from "#local/sqs/queues"
import { queueName } from "#local/sqs/registry"

const arn = z.string().min(1)
const start = z.object({ SourceArn: arn, DestinationArn: arn.optional() })

/** How many moves of a queue SQS remembers. */
const remembered = 10

type Move = { source: string; result: object }

/** Lists and moves dead letters. A move is done when its start is answered, so there is none to cancel. */
export const deadLetterOperations = (queues: Queues): Record<string, Operation> => {
  const moves: Move[] = []
  const startMove: Operation = async (input) => {
    const { SourceArn, DestinationArn } = start.parse(input)
    const StartedTimestamp = Date.now()
    const { moved, stayed } = queues.moveBack(queueName(SourceArn), DestinationArn && queueName(DestinationArn))
    const result = {
      Status: stayed > 0 ? "FAILED" : "COMPLETED",
      SourceArn,
      ...(DestinationArn && { DestinationArn }),
      ...(stayed > 0 && { FailureReason: "CouldNotDetermineMessageSource" }),
      ApproximateNumberOfMessagesMoved: moved,
      ApproximateNumberOfMessagesToMove: moved + stayed,
      StartedTimestamp,
    }
    moves.unshift({ source: queueName(SourceArn), result })
    return { TaskHandle: randomUUID() }
  }
  const listMoves: Operation = async (input) => {
    const { SourceArn, MaxResults } = start
      .extend({ MaxResults: z.number().int().max(remembered).default(1) })
      .parse(input)
    const ofSource = moves.filter(({ source }) => source === queueName(SourceArn))
    return { Results: ofSource.slice(0, MaxResults).map(({ result }) => result) }
  }
  const listSources: Operation = async (input, { host }: Call) => {
    const sources = queues.sources(onQueue.parse(input).QueueUrl)
    return { queueUrls: sources.map(({ name }) => `http://${host}/${account}/${name}`) }
  }
  return { StartMessageMoveTask: startMove, ListMessageMoveTasks: listMoves, ListDeadLetterSourceQueues: listSources }
}
