import { z } from "zod"
import { account } from "#local/region"
import type { Operation } from "#local/service"
import type { Queue } from "#local/sqs/queue-table"
import type { Queues } from "#local/sqs/queues"
import { queueArn, queueName } from "#local/sqs/registry"

/** A queue's URL, on the host that the caller asked. The name in it is what counts. */
const urlOn = (host: string) => (name: string) => `http://${host}/${account}/${name}`

const texts = z.record(z.string(), z.string())

/** Every operation but a few names its queue by URL. */
export const onQueue = z.object({ QueueUrl: z.string().min(1).transform(queueName) })

const described = (queues: Queues, { name, attributes, created, modified }: Queue): Record<string, string> => {
  const { visible, inFlight, delayed } = queues.depth(name)
  return {
    ...attributes,
    QueueArn: queueArn(name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(created),
    LastModifiedTimestamp: String(modified),
  }
}

const lifeCycle = (queues: Queues): Record<string, Operation> => {
  const creation = z.object({ QueueName: z.string(), Attributes: texts.default({}), tags: texts.default({}) })
  const create: Operation = async (input, { host }) => {
    const { QueueName, Attributes, tags } = creation.parse(input)
    queues.create(QueueName, Attributes, tags)
    return { QueueUrl: urlOn(host)(QueueName) }
  }
  const find: Operation = async (input, { host }) => {
    const { QueueName } = z.object({ QueueName: z.string() }).parse(input)
    return { QueueUrl: urlOn(host)(queues.named(QueueName).name) }
  }
  const list: Operation = async (input, { host }) => {
    const { QueueNamePrefix } = z.object({ QueueNamePrefix: z.string().default("") }).parse(input)
    const names = queues.list().map(({ name }) => name)
    return { QueueUrls: names.filter((name) => name.startsWith(QueueNamePrefix)).map(urlOn(host)) }
  }
  const remove: Operation = async (input) => queues.delete(onQueue.parse(input).QueueUrl)
  const purge: Operation = async (input) => void queues.purge(onQueue.parse(input).QueueUrl)
  return { CreateQueue: create, GetQueueUrl: find, ListQueues: list, DeleteQueue: remove, PurgeQueue: purge }
}

const settings = (queues: Queues): Record<string, Operation> => {
  const asked = onQueue.extend({ AttributeNames: z.array(z.string()).default([]) })
  const get: Operation = async (input) => {
    const { QueueUrl, AttributeNames } = asked.parse(input)
    const all = Object.entries(described(queues, queues.named(QueueUrl)))
    const wanted = ([name]: [string, string]) => AttributeNames.includes("All") || AttributeNames.includes(name)
    return { Attributes: Object.fromEntries(all.filter(wanted)) }
  }
  const set: Operation = async (input) => {
    const { QueueUrl, Attributes } = onQueue.extend({ Attributes: texts }).parse(input)
    queues.change(QueueUrl, { attributes: Attributes })
  }
  const tag: Operation = async (input) => {
    const { QueueUrl, Tags } = onQueue.extend({ Tags: texts }).parse(input)
    queues.change(QueueUrl, { tags: { ...queues.named(QueueUrl).tags, ...Tags } })
  }
  const tags: Operation = async (input) => ({ Tags: queues.named(onQueue.parse(input).QueueUrl).tags })
  return { GetQueueAttributes: get, SetQueueAttributes: set, TagQueue: tag, ListQueueTags: tags }
}

/** The operations on queues as such. */
export const queueOperations = (queues: Queues) => ({ ...lifeCycle(queues), ...settings(queues) })
