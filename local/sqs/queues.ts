import { deadLetters } from "#local/sqs/dead-letters"
import { messageTable } from "#local/sqs/message-table"
import type { Parts } from "#local/sqs/parts"
import { receiving } from "#local/sqs/receiving"
import { registry } from "#local/sqs/registry"
import { sending } from "#local/sqs/sending"
import { waiting } from "#local/sqs/waiting"
import type { State } from "#local/state"
import { transaction } from "#local/transaction"

/**
 * Standard queues in the state's database. What a method wrote survives `kill -9` once it returns. Whoever held a message
 * when the process ended ran on this machine and is gone, so everything in flight is visible again from the start.
 * Messages do not expire. Errors are SQS's.
 */
export const queues = (state: State) => {
  const closing = new AbortController()
  const known = registry(state)
  const messages = messageTable(state)
  const waiters = waiting()
  const parts: Parts = { state, known, messages, waiters, closing: closing.signal }
  messages.release(Date.now())
  return {
    ...known,
    ...sending(parts),
    ...receiving(parts),
    ...deadLetters(parts),
    /** All of the work's writes at once: one write is as dear as ten. The work may not wait for anything. */
    together: <T>(work: () => T): T => transaction(state, work),
    depth: (name: string) => messages.depth(name, Date.now()),
    purge: (name: string) => messages.purge(known.named(name).name),
    delete: (name: string) => {
      transaction(state, () => {
        messages.purge(known.named(name).name)
        known.delete(name)
      })
      waiters.wake(name)
    },
    /** Lets everybody go who waits for a message. */
    close: () => closing.abort(),
  }
}

export type Queues = ReturnType<typeof queues>
