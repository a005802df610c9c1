import type { MessageTable } from "#local/sqs/message-table"
import type { Registry } from "#local/sqs/registry"
import type { Waiting } from "#local/sqs/waiting"
import type { State } from "#local/state"

/** What the queues are made of. */
export type Parts = {
  state: State
  known: Registry
  messages: MessageTable
  waiters: Waiting
  /** Aborts when the service closes. */
  closing: AbortSignal
}
