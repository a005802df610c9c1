import type { StreamRecord } from "#local/event-sources/stream"

/** The records of one shard that were read and are not all settled, in their order. */
export type ShardWindow = {
  add: (records: readonly StreamRecord[]) => void
  settle: (records: readonly StreamRecord[]) => void
  size: () => number
  /** When the oldest unsettled record arrived, in epoch milliseconds. */
  oldest: () => number | undefined
}

/**
 * Lanes settle records out of order, but a checkpoint says that everything before it is done. `advance` is called
 * with the highest sequence number of which that is true.
 */
export const shardWindow = (advance: (sequenceNumber: string) => void): ShardWindow => {
  const records: StreamRecord[] = []
  const settledAhead = new Set<string>()

  const settle: ShardWindow["settle"] = (done) => {
    for (const { sequenceNumber } of done) settledAhead.add(sequenceNumber)
    const unsettled = records.findIndex(({ sequenceNumber }) => !settledAhead.has(sequenceNumber))
    const finished = records.splice(0, unsettled === -1 ? records.length : unsettled)
    for (const { sequenceNumber } of finished) settledAhead.delete(sequenceNumber)
    const last = finished.at(-1)
    if (last) advance(last.sequenceNumber)
  }

  return {
    add: (more) => {
      records.push(...more)
    },
    settle,
    size: () => records.length,
    oldest: () => records[0]?.arrivedAt,
  }
}
