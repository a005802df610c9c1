import { AwsError } from "#local/service"
import type { Stored } from "#local/sqs/message-table"
import type { Parts } from "#local/sqs/parts"
import { redrivePolicy } from "#local/sqs/queue-attributes"
import type { Queue } from "#local/sqs/queue-table"
import { queueArn, queueName } from "#local/sqs/registry"
import { transaction } from "#local/transaction"

/** How a receiver wants its messages: at most so many, and for how many seconds. */
export type Want = { most: number; visibility?: number | undefined; wait?: number | undefined }

/** Which messages of the queue were received too often, and the way to its dead-letter queue. */
const deadLettering = ({ known, messages, waiters }: Parts, queue: Queue) => {
  const policy = redrivePolicy(queue.attributes)
  const deadLetters = queueName(policy?.deadLetterTargetArn ?? "")
  const most = policy && known.has(deadLetters) ? policy.maxReceiveCount : Number.POSITIVE_INFINITY
  return {
    tooOften: ({ receives }: Stored) => receives >= most,
    bury: (message: Stored, now: number) => {
      messages.move(message, deadLetters, { source: queueArn(queue.name), now })
      waiters.wake(deadLetters)
    },
  }
}

const take = (parts: Parts, queue: Queue, { most, visibility }: Want): Stored[] => {
  const { tooOften, bury } = deadLettering(parts, queue)
  const now = Date.now()
  const until = now + (visibility ?? Number(queue.attributes.VisibilityTimeout)) * 1000
  for (;;) {
    const found = parts.messages.visible(queue.name, most, now)
    for (const each of found.filter(tooOften)) bury(each, now)
    const alive = found.filter((each) => !tooOften(each))
    if (alive.length > 0 || found.length === 0) return alive.map((each) => parts.messages.take(each, until, now))
  }
}

export const receiving = (parts: Parts) => {
  const { state, known, messages, waiters, closing } = parts
  /** Nothing is written, and no other writer kept waiting, where there is nothing to take. */
  const takeNow = (name: string, want: Want): Stored[] => {
    const queue = known.named(name)
    const isThere = (messages.nextAt(name) ?? Number.POSITIVE_INFINITY) <= Date.now()
    return isThere ? transaction(state, () => take(parts, queue, want)) : []
  }
  return {
    /** Waits up to `want.wait` seconds for a first message, or until the caller is gone. */
    receive: async (name: string, want: Want, gone: AbortSignal): Promise<Stored[]> => {
      const wait = want.wait ?? Number(known.named(name).attributes.ReceiveMessageWaitTimeSeconds)
      const until = Date.now() + wait * 1000
      const stop = AbortSignal.any([gone, closing])
      while (!stop.aborted) {
        const taken = takeNow(name, want)
        if (taken.length > 0 || Date.now() >= until) return taken
        await waiters.until(name, Math.min(until, messages.nextAt(name) ?? until), stop)
      }
      return []
    },
    /** Deletes a message by the receipt of its latest delivery; another receipt changes nothing, as in SQS. */
    remove: (name: string, receipt: string) => messages.remove(known.named(name).name, receipt),
    /** Makes a message in flight visible in so many seconds. */
    hide: (name: string, receipt: string, visibility: number) => {
      const now = Date.now()
      const hidden = messages.hide(known.named(name).name, receipt, { until: now + visibility * 1000, now })
      const message = "The message is not in flight: it was deleted, or became visible again"
      if (!hidden) throw new AwsError("MessageNotInflight", message)
      waiters.wake(name)
    },
  }
}
