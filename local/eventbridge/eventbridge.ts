import { z } from "zod"
import { type BusEntry, type BusEvent, busEntry, busEvent, entrySize } from "#local/eventbridge/bus-event"
import { type Compiled, compile, type Pattern } from "#local/eventbridge/event-pattern"
import { arn } from "#local/region"
import { AwsError, jsonService, type Operation, type Service } from "#local/service"

/** A rule of the bus and the queue that it fills. */
export type Rule = { name: string; pattern: Pattern; queue: string }

export type EventBridgeSettings = {
  bus: string
  rules: readonly Rule[]
  /** Puts up to 10 messages on a queue, durably, or throws. */
  send: (queue: string, bodies: readonly string[]) => Promise<void>
}

type ReadyRule = Rule & Pick<Compiled, "matches">
type Bus = { name: string; arn: string; rules: readonly ReadyRule[] }

/** In bytes, for all entries of a call together. */
const largest = 256 * 1024

const putEvents = z.object({ Entries: z.array(busEntry).min(1).max(10) })

const ready = (rule: Rule): ReadyRule => {
  const { mistakes, matches } = compile(rule.pattern)
  if (mistakes.length > 0) throw new Error(`The pattern of rule ${rule.name} is not valid: ${mistakes.join("; ")}`)
  return { ...rule, matches }
}

/** AWS accepts an entry for a bus that is not there, and drops it without a word; here it is refused. */
const checkBus = (bus: Bus, named: string) => {
  const message = `Event bus ${named} does not exist. Send to EventBusName ${bus.name}`
  if (![bus.name, bus.arn].includes(named)) throw new AwsError("ResourceNotFoundException", message)
}

const failure = (error: unknown) => {
  if (error instanceof AwsError) return { ErrorCode: error.code, ErrorMessage: error.message }
  return { ErrorCode: "InternalFailure", ErrorMessage: error instanceof Error ? error.message : String(error) }
}

type Failure = ReturnType<typeof failure>

const accepted = (bus: Bus, entry: BusEntry): BusEvent | Failure => {
  try {
    checkBus(bus, entry.EventBusName)
    return busEvent(entry)
  } catch (error) {
    return failure(error)
  }
}

const isEvent = (result: BusEvent | Failure): result is BusEvent => "id" in result

/** Fills each rule's queue at once; answers why an event did not get into one of them. */
const deliver = async (bus: Bus, events: readonly BusEvent[], send: EventBridgeSettings["send"]) => {
  const failures = new Map<BusEvent, Failure>()
  const fill = async ({ queue, matches }: ReadyRule) => {
    const matching = events.filter(matches)
    if (matching.length === 0) return
    try {
      const bodies = matching.map((event) => JSON.stringify(event))
      await send(queue, bodies)
    } catch (error) {
      const { ErrorMessage } = failure(error)
      for (const event of matching)
        failures.set(event, { ErrorCode: "InternalFailure", ErrorMessage: `${queue}: ${ErrorMessage}` })
    }
  }
  await Promise.all(bus.rules.map(fill))
  return failures
}

const putting =
  (bus: Bus, send: EventBridgeSettings["send"]): Operation =>
  async (input) => {
    const { Entries } = putEvents.parse(input)
    const size = Entries.reduce((sum, entry) => sum + entrySize(entry), 0)
    const message = "Total size of the entries in the request is over the limit."
    if (size > largest) throw new AwsError("ValidationException", message)
    const results = Entries.map((entry) => accepted(bus, entry))
    const failures = await deliver(bus, results.filter(isEvent), send)
    const answers = results.map((each) => (isEvent(each) ? (failures.get(each) ?? { EventId: each.id }) : each))
    return { FailedEntryCount: answers.filter((answer) => "ErrorCode" in answer).length, Entries: answers }
  }

const ruleArn = (bus: Bus, name: string) => arn("events", `rule/${bus.name}/${name}`)

const looking = (bus: Bus): Record<string, Operation> => {
  const onBus = z.object({ EventBusName: z.string().default("default") })
  const describeBus: Operation = async (input) => {
    checkBus(bus, z.object({ Name: z.string().default("default") }).parse(input).Name)
    return { Name: bus.name, Arn: bus.arn }
  }
  const listBuses: Operation = async () => ({ EventBuses: [{ Name: bus.name, Arn: bus.arn }] })
  const listRules: Operation = async (input) => {
    const { EventBusName, NamePrefix } = onBus.extend({ NamePrefix: z.string().default("") }).parse(input)
    checkBus(bus, EventBusName)
    const described = ({ name, pattern }: Rule) => ({
      Name: name,
      Arn: ruleArn(bus, name),
      EventBusName: bus.name,
      EventPattern: JSON.stringify(pattern),
      State: "ENABLED",
    })
    return { Rules: bus.rules.filter(({ name }) => name.startsWith(NamePrefix)).map(described) }
  }
  const listTargets: Operation = async (input) => {
    const { EventBusName, Rule } = onBus.extend({ Rule: z.string() }).parse(input)
    checkBus(bus, EventBusName)
    const rule = bus.rules.find(({ name }) => name === Rule)
    if (!rule) throw new AwsError("ResourceNotFoundException", `Rule ${Rule} does not exist on EventBus ${bus.name}.`)
    return { Targets: [{ Id: rule.queue, Arn: arn("sqs", rule.queue) }] }
  }
  return {
    DescribeEventBus: describeBus,
    ListEventBuses: listBuses,
    ListRules: listRules,
    ListTargetsByRule: listTargets,
  }
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" })
    return z.NEVER
  }
})

const testPattern: Operation = async (input) => {
  const { EventPattern, Event } = z.object({ EventPattern: json, Event: json }).parse(input)
  const { mistakes, matches } = compile(EventPattern)
  const message = `Event pattern is not valid. Reason: ${mistakes.join("; ")}`
  if (mistakes.length > 0) throw new AwsError("InvalidEventPatternException", message)
  return { Result: matches(Event) }
}

/**
 * Amazon EventBridge with one bus. An entry is answered with its id once it lies in the queue of every rule that matches
 * it; an entry that could not be put there has the ErrorCode InternalFailure, for the sender to try again. Throws where a
 * rule's pattern is not valid.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const eventbridge = ({ bus: name, rules, send }: EventBridgeSettings): Service<"events"> => {
  const bus: Bus = { name, arn: arn("events", `event-bus/${name}`), rules: rules.map(ready) }
  return jsonService("events", { PutEvents: putting(bus, send), ...looking(bus), TestEventPattern: testPattern })
}
