import { randomUUID } from "node:crypto"
import { z } from "zod"
import { arn } from "#local/region"
import { AwsError } from "#local/service"
import type { State } from "#local/state"

/** A queue that gets what is published to a topic: as it is (`raw`), or in SNS's envelope. */
export type Subscription = { arn: string; topic: string; endpoint: string; raw: boolean }

const topicRow = z.object({ name: z.string() })
const subscriptionRow = z.object({
  arn: z.string(),
  topic: z.string(),
  endpoint: z.string(),
  raw: z.number().transform(Boolean),
})

const schema = `
  create table if not exists sns_topics (name text primary key) strict;
  create table if not exists sns_subscriptions (
    arn text primary key, topic text not null, endpoint text not null, raw integer not null, unique (topic, endpoint)
  ) strict;
`

export const topicArn = (name: string) => arn("sns", name)

/** The topics, by name, and who gets what is published to them. */
export const topics = (state: State) => {
  state.exec(schema)
  const sql = state.createTagStore()
  const has = (name: string) => sql.get`select 1 from sns_topics where name = ${name}` !== undefined
  return {
    /** Changes nothing where the topic is there. */
    create: (name: string) => sql.run`insert or ignore into sns_topics values (${name})`,
    delete: (name: string) => {
      sql.run`delete from sns_subscriptions where topic = ${name}`
      sql.run`delete from sns_topics where name = ${name}`
    },
    list: (): string[] =>
      z
        .array(topicRow)
        .parse(sql.all`select name from sns_topics order by name`)
        .map(({ name }) => name),
    /** The topic's name by its ARN. Throws NotFound where there is no such topic. */
    named: (topic: string): string => {
      const name = topic.split(":").at(-1) ?? ""
      if (topic === topicArn(name) && has(name)) return name
      throw new AwsError("NotFound", `Topic does not exist: ${topic}`, 404)
    },
    /** The same topic and queue again are the same subscription. */
    subscribe: (topic: string, endpoint: string, raw: boolean): Subscription => {
      const id = `${topicArn(topic)}:${randomUUID()}`
      return subscriptionRow.parse(
        sql.get`insert into sns_subscriptions values (${id}, ${topic}, ${endpoint}, ${Number(raw)})
          on conflict (topic, endpoint) do update set raw = excluded.raw returning *`,
      )
    },
    unsubscribe: (id: string) => sql.run`delete from sns_subscriptions where arn = ${id}`,
    subscriptions: (): Subscription[] =>
      z.array(subscriptionRow).parse(sql.all`select * from sns_subscriptions order by rowid`),
  }
}

export type Topics = ReturnType<typeof topics>
