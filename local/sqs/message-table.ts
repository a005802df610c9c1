import { randomUUID } from "node:crypto"
import { z } from "zod"
import { type MessageAttributes, messageAttributes, type Outgoing } from "#local/sqs/message"
import type { State } from "#local/state"

/** A message in a queue. Times are milliseconds since 1970. */
export type Stored = {
  id: number
  messageId: string
  body: string
  attributes: MessageAttributes
  sentAt: number
  receives: number
  firstReceived: number | null
  receipt: string | null
  deadLetterSource: string | null
}

const row = z.object({
  id: z.number(),
  messageId: z.string(),
  body: z.string(),
  attributes: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(messageAttributes),
  sentAt: z.number(),
  receives: z.number(),
  firstReceived: z.number().nullable(),
  receipt: z.string().nullable(),
  deadLetterSource: z.string().nullable(),
})

/** Waiting until `visibleAt`: in flight with a receipt, delayed without one. */
const schema = `
  create table if not exists sqs_messages (
    id integer primary key autoincrement, queue text not null, messageId text not null, body text not null,
    attributes text not null, sentAt integer not null, visibleAt integer not null, receives integer not null default 0,
    firstReceived integer, receipt text, deadLetterSource text
  ) strict;
  create index if not exists sqs_messages_by_queue on sqs_messages (queue, visibleAt, id);
  create unique index if not exists sqs_messages_by_receipt on sqs_messages (receipt) where receipt is not null;
`

const time = z.object({ at: z.number().nullable() })
const depth = z.object({ visible: z.number(), inFlight: z.number(), delayed: z.number() })

/** The messages of all queues. What a method wrote survives `kill -9` once it returns. */
export const messageTable = (state: State) => {
  state.exec(schema)
  const sql = state.createTagStore()
  return {
    /** Returns the new message's id. */
    add: (queue: string, { body, attributes = {}, delaySeconds = 0 }: Outgoing, now: number): string => {
      const messageId = randomUUID()
      sql.run`insert into sqs_messages (queue, messageId, body, attributes, sentAt, visibleAt)
        values (${queue}, ${messageId}, ${body}, ${JSON.stringify(attributes)}, ${now}, ${now + delaySeconds * 1000})`
      return messageId
    },
    visible: (queue: string, limit: number, now: number): Stored[] =>
      z.array(row).parse(sql.all`select * from sqs_messages
        where queue = ${queue} and visibleAt <= ${now} order by visibleAt, id limit ${limit}`),
    /** Hands a message out under a new receipt, invisible until `until`. */
    take: ({ id }: Stored, until: number, now: number): Stored =>
      row.parse(sql.get`update sqs_messages set receipt = ${randomUUID()}, visibleAt = ${until},
        receives = receives + 1, firstReceived = coalesce(firstReceived, ${now}) where id = ${id} returning *`),
    /** Moves a message to the dead-letter queue of the queue `source`, an ARN; it is visible there at once. */
    move: ({ id }: Stored, to: string, { source, now }: { source: string; now: number }) =>
      sql.run`update sqs_messages set queue = ${to}, deadLetterSource = ${source}, receipt = null, visibleAt = ${now}
        where id = ${id}`,
    remove: (queue: string, receipt: string) =>
      sql.run`delete from sqs_messages where queue = ${queue} and receipt = ${receipt}`,
    /** Changes when a message in flight becomes visible; false where it is not in flight. */
    hide: (queue: string, receipt: string, { until, now }: { until: number; now: number }): boolean =>
      sql.run`update sqs_messages set visibleAt = ${until}
        where queue = ${queue} and receipt = ${receipt} and visibleAt > ${now}`.changes > 0,
    /** When the next message becomes visible, or became so. */
    nextAt: (queue: string): number | null =>
      time.parse(sql.get`select min(visibleAt) as at from sqs_messages where queue = ${queue}`).at,
    depth: (queue: string, now: number) =>
      depth.parse(sql.get`select count(*) filter (where visibleAt <= ${now}) as visible,
        count(*) filter (where visibleAt > ${now} and receipt is not null) as inFlight,
        count(*) filter (where visibleAt > ${now} and receipt is null) as delayed
        from sqs_messages where queue = ${queue}`),
    purge: (queue: string) => sql.run`delete from sqs_messages where queue = ${queue}`,
    /** Makes everything in flight visible. */
    release: (now: number) =>
      sql.run`update sqs_messages set visibleAt = ${now} where receipt is not null and visibleAt > ${now}`,
    /** Moves a message to another queue, where it starts over. */
    restart: ({ id }: Stored, to: string, now: number) =>
      sql.run`update sqs_messages set queue = ${to}, deadLetterSource = null, receipt = null, receives = 0,
        firstReceived = null, sentAt = ${now}, visibleAt = ${now} where id = ${id}`,
  }
}

export type MessageTable = ReturnType<typeof messageTable>
