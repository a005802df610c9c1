import { randomUUID } from "node:crypto"
import { z } from "zod"
import { matches, type Pattern } from "#local/event-pattern"
import { account, arn, region } from "#local/region"
import { AwsError, jsonService, type Service } from "#local/service"

/** A rule of the bus and the queue that it fills. */
export type Rule = { name: string; pattern: Pattern; queue: string }

export type EventBridgeSettings = {
  bus: string
  rules: readonly Rule[]
  /** Puts messages on a queue, durably, or throws. */
  send: (queue: string, bodies: readonly string[]) => Promise<void>
}

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Time: z.union([z.number(), z.string()]).optional(),
  Resources: z.array(z.string()).default([]),
  EventBusName: z.string().optional(),
})
type Entry = z.infer<typeof Entry>

const PutEvents = z.object({ Entries: z.array(Entry).min(1).max(10) })

/** In bytes, for all entries together. */
const largest = 256 * 1024

class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const detailOf = (text: string | undefined): unknown => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text ?? ""))
  } catch (error) {
    throw new Refused(
      "MalformedDetail",
      `Detail is malformed: ${error instanceof SyntaxError ? error.message : "an object is needed"}`,
    )
  }
}

const required = (entry: Entry, field: "Source" | "DetailType" | "Detail"): string => {
  const value = entry[field]
  if (value) return value
  throw new Refused("InvalidArgument", `Parameter ${field} is not valid. Reason: ${field} is a required argument.`)
}

/** Epoch seconds or ISO 8601, as the SDKs send times. */
const timeOf = ({ Time }: Entry): string => {
  const date = typeof Time === "number" ? new Date(Time * 1000) : new Date(Time ?? Date.now())
  return `${date.toISOString().slice(0, 19)}Z`
}

const isBus = (bus: string, named: string | undefined) =>
  named === undefined ? bus === "default" : named === bus || named === arn("events", `event-bus/${bus}`)

const envelope = (bus: string, entry: Entry) => {
  const source = required(entry, "Source")
  const type = required(entry, "DetailType")
  const detail = detailOf(required(entry, "Detail"))
  if (!isBus(bus, entry.EventBusName))
    throw new Refused(
      "ResourceNotFoundException",
      `There is no event bus ${entry.EventBusName ?? "default"}; there is ${bus}`,
    )
  const id = randomUUID()
  return {
    version: "0",
    id,
    "detail-type": type,
    source,
    account,
    time: timeOf(entry),
    region,
    resources: entry.Resources,
    detail,
  }
}

const code = (error: unknown) => (error instanceof Refused ? error.code : "InternalFailure")
const message = (error: unknown) => (error instanceof Error ? error.message : String(error))

const size = (entries: readonly Entry[]) => Buffer.byteLength(JSON.stringify(entries))

/**
 * Amazon EventBridge with one bus. An entry is answered with its id once it lies in the queue of every rule that matches
 * it; an entry that could not be put there has an ErrorCode, for the sender to try again.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const eventbridge = ({ bus, rules, send }: EventBridgeSettings): Service => {
  const put = async (entry: Entry) => {
    try {
      const event = envelope(bus, entry)
      const body = JSON.stringify(event)
      const targets = rules.filter(({ pattern }) => matches(pattern, event))
      await Promise.all(targets.map(({ queue }) => send(queue, [body])))
      return { EventId: event.id }
    } catch (error) {
      return { ErrorCode: code(error), ErrorMessage: message(error) }
    }
  }
  return jsonService(["events"], {
    PutEvents: async (input) => {
      const { Entries } = PutEvents.parse(input)
      if (size(Entries) > largest)
        throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.")
      const results = await Promise.all(Entries.map(put))
      return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results }
    },
    DescribeEventBus: async () => ({ Name: bus, Arn: arn("events", `event-bus/${bus}`) }),
    ListRules: async () => ({
      Rules: rules.map(({ name, pattern }) => ({
        Name: name,
        Arn: arn("events", `rule/${bus}/${name}`),
        EventBusName: bus,
        EventPattern: JSON.stringify(pattern),
        State: "ENABLED",
      })),
    }),
  })
}
