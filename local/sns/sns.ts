import { randomUUID } from "node:crypto"
import type { Outbox } from "#local/outbox"
import { element, type Fields, field, queryService } from "#local/query-service"
import { account } from "#local/region"
import { AwsError, type Service } from "#local/service"
import { envelope, members, type Published, plainAttributes, publishedIn } from "#local/sns/published"
import { type Subscription, type Topics, topicArn, topics } from "#local/sns/topics"
import type { Queues } from "#local/sqs/queues"
import { queueName } from "#local/sqs/registry"
import type { State } from "#local/state"
import { transaction } from "#local/transaction"

const member = (inside: string) => `<member>${inside}</member>`

const topicOperations = (known: Topics) => {
  const arn = (name: string) => element("TopicArn", topicArn(name))
  const asked = (fields: Fields) => known.named(field(fields, "TopicArn"))
  const create = (fields: Fields) => {
    const name = field(fields, "Name")
    if (!/^[\w-]{1,256}$/.test(name)) throw new AwsError("InvalidParameter", `Invalid parameter: Topic Name ${name}`)
    known.create(name)
    return arn(name)
  }
  const list = () => `<Topics>${known.list().map(arn).map(member).join("")}</Topics>`
  const remove = (fields: Fields) => {
    known.delete(asked(fields))
    return ""
  }
  const get = (fields: Fields) => {
    const value = element("value", topicArn(asked(fields)))
    return `<Attributes><entry><key>TopicArn</key>${value}</entry></Attributes>`
  }
  return { CreateTopic: create, ListTopics: list, DeleteTopic: remove, GetTopicAttributes: get }
}

/** Of a subscription only raw delivery may be set; filter policies may not. */
const isRaw = (fields: Fields): boolean => {
  const attribute = (at: string) => [field(fields, `${at}.key`), field(fields, `${at}.value`)]
  const given = members(fields, "Attributes.entry").map(attribute)
  const other = given.find(([name]) => name !== "RawMessageDelivery")
  const message = `Invalid parameter: the local SNS has no subscription attribute ${other?.[0]}`
  if (other) throw new AwsError("InvalidParameter", message)
  return given.some(([, value]) => value === "true")
}

const described = ({ arn, topic, endpoint }: Subscription) =>
  [
    element("SubscriptionArn", arn),
    element("TopicArn", topicArn(topic)),
    element("Protocol", "sqs"),
    element("Endpoint", endpoint),
    element("Owner", account),
  ].join("")

const all = (subscriptions: readonly Subscription[]) =>
  `<Subscriptions>${subscriptions.map(described).map(member).join("")}</Subscriptions>`

const subscriptionOperations = (known: Topics, queues: Queues) => {
  const subscribe = (fields: Fields) => {
    const protocol = field(fields, "Protocol")
    const message = `Invalid parameter: Protocol ${protocol}: the local SNS delivers to queues (sqs) and to the outbox`
    if (protocol !== "sqs") throw new AwsError("InvalidParameter", message)
    const endpoint = field(fields, "Endpoint")
    queues.named(queueName(endpoint))
    const { arn } = known.subscribe(known.named(field(fields, "TopicArn")), endpoint, isRaw(fields))
    return element("SubscriptionArn", arn)
  }
  const list = () => all(known.subscriptions())
  const listByTopic = (fields: Fields) => {
    const name = known.named(field(fields, "TopicArn"))
    return all(known.subscriptions().filter(({ topic }) => topic === name))
  }
  const unsubscribe = (fields: Fields) => {
    known.unsubscribe(field(fields, "SubscriptionArn"))
    return ""
  }
  const lists = { ListSubscriptions: list, ListSubscriptionsByTopic: listByTopic }
  return { Subscribe: subscribe, Unsubscribe: unsubscribe, ...lists }
}

export type SnsParts = { state: State; queues: Queues; outbox: Outbox }

/**
 * Amazon SNS: topics and the queues that subscribe to them. Whatever is published is in the outbox before it is
 * answered; there it stands for the mails and text messages that AWS would send.
 */
export const sns = ({ state, queues, outbox }: SnsParts): Service<"sns"> => {
  const known = topics(state)
  const deliver = (topic: string, published: Published, id: string) => {
    const { subject = "", message: text, attributes } = published
    const at = new Date().toISOString()
    outbox.add({ id, at, kind: "sns", to: topic, subject, text, attributes: plainAttributes(attributes) })
    for (const { endpoint, raw } of known.subscriptions().filter((each) => each.topic === topic)) {
      const message = raw ? { body: text, attributes } : { body: envelope(topic, published, id) }
      queues.send(queueName(endpoint), [message])
    }
  }
  const publish = (fields: Fields) => {
    const topic = known.named(field(fields, "TopicArn"))
    const published = publishedIn(fields)
    const id = randomUUID()
    transaction(state, () => deliver(topic, published, id))
    return element("MessageId", id)
  }
  return queryService("sns", {
    ...topicOperations(known),
    ...subscriptionOperations(known, queues),
    Publish: publish,
  })
}
