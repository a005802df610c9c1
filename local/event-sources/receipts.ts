import { z } from "zod"
import type { State } from "#local/state"

/** The receipts of messages that a function is handling, so that a restart can give back what a crash held. */
export type Receipts = {
  hold: (receipts: readonly string[]) => void
  release: (receipts: readonly string[]) => void
  /** Those that were held when the process ended. */
  left: () => string[]
}

const Row = z.object({ receipt: z.string() })

export const receipts = (state: State, queue: string): Receipts => {
  state.exec("create table if not exists queue_receipts (queue text not null, receipt text primary key) strict")
  const insert = state.prepare("insert or ignore into queue_receipts (queue, receipt) values (?, ?)")
  const remove = state.prepare("delete from queue_receipts where receipt = ?")
  const select = state.prepare("select receipt from queue_receipts where queue = ?")
  return {
    hold: (held) => {
      for (const receipt of held) insert.run(queue, receipt)
    },
    release: (held) => {
      for (const receipt of held) remove.run(receipt)
    },
    left: () => select.all(queue).map((row) => Row.parse(row).receipt),
  }
}
