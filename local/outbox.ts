import { z } from "zod"
import type { State } from "#local/state"

const Sent = z.object({
  id: z.string(),
  /** ISO 8601 in UTC. */
  at: z.string(),
  kind: z.enum(["email", "sns"]),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  attributes: z.record(z.string(), z.string()),
})

/** A mail or an SNS message that would have left the machine. */
export type Sent = z.infer<typeof Sent>

export type Outbox = {
  /** Durable when it returns. The same id twice is one entry. */
  add: (sent: Sent) => void
  /** Newest first. */
  list: (limit?: number) => Sent[]
}

const row = z.object({
  body: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Sent),
})

/** Everything that would have been mailed or announced, kept in the local cloud's state. */
export const openOutbox = (state: State): Outbox => {
  state.exec(
    "create table if not exists outbox (n integer primary key autoincrement, id text unique, body text not null) strict",
  )
  const insert = state.prepare("insert or ignore into outbox (id, body) values (?, ?)")
  const select = state.prepare("select body from outbox order by n desc limit ?")
  return {
    add: (sent) => {
      insert.run(sent.id, JSON.stringify(sent))
    },
    list: (limit = 200) =>
      z
        .array(row)
        .parse(select.all(limit))
        .map(({ body }) => body),
  }
}
