import { z } from "zod"
import type { QueueAttributes } from "#local/sqs/queue-attributes"
import type { State } from "#local/state"

/** `created` and `modified` are seconds since 1970, as SQS tells them. */
export type Queue = {
  name: string
  attributes: QueueAttributes
  tags: Record<string, string>
  created: number
  modified: number
}

const json = z.string().transform((text): unknown => JSON.parse(text))
const texts = json.pipe(z.record(z.string(), z.string()))
const row = z.object({ name: z.string(), attributes: texts, tags: texts, created: z.number(), modified: z.number() })

const schema = `create table if not exists sqs_queues (
  name text primary key, attributes text not null, tags text not null, created integer not null, modified integer not null
) strict`

/** The queues, without their messages. Every request names one, so they are kept at hand as well. */
export const queueTable = (state: State) => {
  state.exec(schema)
  const sql = state.createTagStore()
  const stored = z.array(row).parse(sql.all`select * from sqs_queues`)
  const known = new Map(stored.map((queue) => [queue.name, queue]))
  return {
    find: (name: string): Queue | undefined => known.get(name),
    list: (): Queue[] => [...known.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    save: (queue: Queue) => {
      const { name, attributes, tags, created, modified } = queue
      sql.run`insert or replace into sqs_queues
        values (${name}, ${JSON.stringify(attributes)}, ${JSON.stringify(tags)}, ${created}, ${modified})`
      known.set(name, queue)
    },
    delete: (name: string) => {
      sql.run`delete from sqs_queues where name = ${name}`
      known.delete(name)
    },
  }
}
