import { AwsError } from "#local/service"
import type { Stored } from "#local/sqs/message-table"
import type { Parts } from "#local/sqs/parts"
import { queueName } from "#local/sqs/registry"
import { transaction } from "#local/transaction"

export type Moved = { moved: number; stayed: number }

export const deadLetters = ({ state, known, messages, waiters }: Parts) => ({
  /**
   * Moves the visible messages of a dead-letter queue to the queue `to`, or each to the queue that it came from. Those
   * that came from nowhere, because they were sent there directly, stay. Throws where no queue's dead letters go there.
   */
  moveBack: (from: string, to?: string): Moved => {
    const message = "Source queue must be configured as a Dead Letter Queue."
    if (known.sources(from).length === 0) throw new AwsError("UnsupportedOperation", message)
    if (to !== undefined) known.named(to)
    const origin = ({ deadLetterSource }: Stored) => to ?? queueName(deadLetterSource ?? "")
    const now = Date.now()
    const all = messages.visible(from, -1, now)
    const moving = all.filter((each) => known.has(origin(each)))
    transaction(state, () => {
      for (const each of moving) messages.restart(each, origin(each), now)
    })
    for (const each of new Set(moving.map(origin))) waiters.wake(each)
    return { moved: moving.length, stayed: all.length - moving.length }
  },
})
