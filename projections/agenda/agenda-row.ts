import * as z from "zod"
import type { ReadModel } from "#projections/read-model"
import type { EventType, TicketEvent } from "#schemas/ticket/events"

/** A moment that something waits for, ISO 8601 in UTC. */
export const AgendaRow = z.object({ moment: z.iso.datetime() })
export type AgendaRow = z.infer<typeof AgendaRow>

/** Parts of the index, so that no single one of DynamoDB's partitions takes every write of a busy desk. */
export const shards = ["0", "1", "2", "3"] as const

/** The same shard for the same stream, by the letters of its id. */
const shardOf = (id: string): string =>
  shards[Array.from(id).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % shards.length] ?? shards[0]

type Purpose = {
  /** `agenda-` and what for. */
  name: `agenda-${string}`
  /** The events that set the moment, move it or take it away. */
  on: readonly EventType[]
  /** What the ticket waits for after an event; undefined takes it off the agenda. */
  moment: (event: TicketEvent) => string | undefined
}

/**
 * What falls due: a row per stream, in the order of their moments. There is no checkpoint to lose: what was acted on has
 * an event that takes it off again.
 */
export const agenda = ({ name, on, moment }: Purpose): ReadModel<AgendaRow, TicketEvent> => ({
  name,
  from: "ticket",
  row: AgendaRow,
  on,
  fold: (row, event) => {
    if (!on.includes(event.type)) return row
    const at = moment(event)
    return at === undefined ? undefined : { moment: at }
  },
  indexes: (row, { id }) => ({ list: { partition: shardOf(id), sort: row.moment } }),
})
