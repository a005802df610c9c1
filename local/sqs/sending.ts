import { checkMessage, type Outgoing } from "#local/sqs/message"
import type { Parts } from "#local/sqs/parts"
import { transaction } from "#local/transaction"

export const sending = ({ state, known, messages, waiters }: Parts) => ({
  /** Sends all messages or none; answers the ids of the new messages, in order. */
  send: (name: string, outgoing: readonly Outgoing[]): string[] => {
    const { attributes } = known.named(name)
    for (const each of outgoing) checkMessage(each, Number(attributes.MaximumMessageSize))
    const now = Date.now()
    const delay = Number(attributes.DelaySeconds)
    const ids = transaction(state, () =>
      outgoing.map((each) => messages.add(name, { ...each, delaySeconds: each.delaySeconds ?? delay }, now)),
    )
    waiters.wake(name)
    return ids
  },
})
