import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs"
import { systemClock } from "#local/clock"

/** A message that its function could not handle. Times are ISO 8601. */
export type DeadLetter = { messageId: string; sentAt: string; body: string }

/** Takes a letter: true when it is dealt with and may go, false to leave it where it is. */
type Take = (letter: Message) => Promise<boolean>

type Letters = { sqs: SQSClient; url: string; limit?: number }

/** How long a letter stays hidden while it is looked at, in seconds. */
const hiddenSeconds = 60

const receive = async (sqs: SQSClient, QueueUrl: string): Promise<Message[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: hiddenSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
  )
  return Messages
}

/**
 * Goes through the letters that are in the queue now, up to `limit`, each once: one that comes back meanwhile waits.
 * Those that `take` leaves become visible again at the end, also where it throws.
 */
const goThrough = async ({ sqs, url, limit = Number.POSITIVE_INFINITY }: Letters, take: Take): Promise<void> => {
  const startedAt = Date.now()
  const left: Message[] = []
  const deal = async (letter: Message) => {
    const fresh = Number(letter.Attributes?.SentTimestamp ?? 0) > startedAt
    if (fresh || !(await take(letter))) return
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: letter.ReceiptHandle }))
    left.splice(left.indexOf(letter), 1)
  }
  try {
    for (let seen = 0; seen < limit; ) {
      const letters = await receive(sqs, url)
      if (letters.length === 0) return
      left.push(...letters)
      seen += letters.length
      for (const letter of letters) await deal(letter)
    }
  } finally {
    for (const { ReceiptHandle } of left)
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }))
  }
}

/** What lies in a dead-letter queue, at most `limit`. Looking takes the letters out of sight for a moment. */
export const deadLetters = async (sqs: SQSClient, url: string, limit = 100): Promise<DeadLetter[]> => {
  const found: DeadLetter[] = []
  await goThrough({ sqs, url, limit }, async ({ MessageId = "", Body = "", Attributes }) => {
    const sentAt = new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString()
    found.push({ messageId: MessageId, sentAt, body: Body })
    return false
  })
  return found.slice(0, limit)
}

/** `left` letters could not be dealt with, for these reasons. */
export type Redriven = { redriven: number; left: number; reasons: string[] }

/** Deals with every letter by `handle`; those for which it throws stay in the queue, with the reason in the answer. */
export const redriveEach = async (letters: Letters, handle: (letter: Message) => Promise<void>): Promise<Redriven> => {
  const reasons = new Set<string>()
  let [redriven, left] = [0, 0]
  await goThrough(letters, async (letter) => {
    try {
      await handle(letter)
      redriven += 1
      return true
    } catch (error) {
      left += 1
      reasons.add(error instanceof Error ? error.message : String(error))
      return false
    }
  })
  return { redriven, left, reasons: [...reasons] }
}

/** Pause between two looks at a move that SQS is still busy with. */
const lookAgainMs = 500

const arnOf = async (sqs: SQSClient, QueueUrl: string): Promise<string> => {
  const answer = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }))
  return answer.Attributes?.QueueArn ?? ""
}

const finishedMove = async (sqs: SQSClient, SourceArn: string): Promise<ListMessageMoveTasksResultEntry> => {
  for (;;) {
    const { Results: [latest] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }))
    if (latest && latest.Status !== "RUNNING") return latest
    await systemClock.pause(lookAgainMs)
  }
}

/**
 * Moves the letters of a consumer back to its queue.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export const redriveToQueue = async ({ sqs, url }: Letters, queueUrl: string): Promise<Redriven> => {
  const SourceArn = await arnOf(sqs, url)
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn: await arnOf(sqs, queueUrl) }))
  const move = await finishedMove(sqs, SourceArn)
  const redriven = move.ApproximateNumberOfMessagesMoved ?? 0
  const left = (move.ApproximateNumberOfMessagesToMove ?? redriven) - redriven
  return { redriven, left, reasons: move.FailureReason ? [move.FailureReason] : [] }
}
