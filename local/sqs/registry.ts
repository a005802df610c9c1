import { arn } from "#local/region"
import { AwsError } from "#local/service"
import { checkAttributes, defaults, type QueueAttributes, redrivePolicy } from "#local/sqs/queue-attributes"
import { type Queue, queueTable } from "#local/sqs/queue-table"
import type { State } from "#local/state"

export const queueArn = (name: string) => arn("sqs", name)

/** The name in a queue's ARN or URL. */
export const queueName = (arnOrUrl: string) => arnOrUrl.split(/[:/]/).at(-1) ?? ""

const seconds = () => Math.floor(Date.now() / 1000)

const checkName = (name: string) => {
  if (name.endsWith(".fifo")) throw new AwsError("UnsupportedOperation", "The local SQS has no FIFO queues")
  const message = "A queue's name has 1 to 80 letters, digits, hyphens and underscores"
  if (!/^[\w-]{1,80}$/.test(name)) throw new AwsError("InvalidParameterValue", message)
}

/** The queues and their settings. Methods that take a name throw QueueDoesNotExist where there is no such queue. */
export const registry = (state: State) => {
  const table = queueTable(state)
  const named = (name: string): Queue => {
    const queue = table.find(name)
    if (queue) return queue
    throw new AwsError("QueueDoesNotExist", `There is no queue ${name}: create it, or check the name in the URL`)
  }
  const checkDeadLetters = (attributes: QueueAttributes) => {
    const policy = redrivePolicy(checkAttributes(attributes))
    if (!policy || table.find(queueName(policy.deadLetterTargetArn))) return
    throw new AwsError("InvalidParameterValue", `Dead letter target does not exist: ${policy.deadLetterTargetArn}`)
  }
  return {
    named,
    has: (name: string) => table.find(name) !== undefined,
    list: table.list,
    delete: (name: string) => table.delete(named(name).name),
    /** Creates a queue; where it is there already, what is given must be as it is there. */
    create: (name: string, attributes: QueueAttributes, tags: Record<string, string>) => {
      checkName(name)
      checkDeadLetters(attributes)
      const there = table.find(name)
      const now = seconds()
      const full = { ...defaults, ...attributes }
      if (!there) table.save({ name, attributes: full, tags, created: now, modified: now })
      const other = Object.keys(attributes).find((key) => there && there.attributes[key] !== attributes[key])
      const message = `Queue ${name} is there with another ${other}: change it by SetQueueAttributes`
      if (other) throw new AwsError("QueueNameExists", message)
    },
    change: (name: string, changes: Partial<Pick<Queue, "attributes" | "tags">>) => {
      const queue = named(name)
      checkDeadLetters(changes.attributes ?? {})
      const attributes = { ...queue.attributes, ...changes.attributes }
      table.save({ ...queue, attributes, tags: changes.tags ?? queue.tags, modified: seconds() })
    },
    /** The queues whose dead letters go to this one. */
    sources: (deadLetters: string): Queue[] => {
      const target = queueArn(named(deadLetters).name)
      return table.list().filter(({ attributes }) => redrivePolicy(attributes)?.deadLetterTargetArn === target)
    },
  }
}

export type Registry = ReturnType<typeof registry>
