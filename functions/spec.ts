import type { ResourceName } from "#functions/resources"
import type { EventPattern, Trigger } from "#functions/triggers"
import type { EventType } from "#schemas/ticket/events"

/** What a stage says to functions besides the names of its resources, each as an environment variable. */
export type SettingName =
  /** Who issues ID tokens, and to which client. */
  | "ISSUER"
  | "CLIENT_ID"
  /** The JSON of schemas/ticket/routing.ts. */
  | "ROUTING_RULES"
  /** Days after which a ticket that stayed resolved is closed. */
  | "CLOSE_AFTER_DAYS"

/** Days after which a ticket that stayed resolved is closed, where nobody says otherwise. */
export const usualCloseAfterDays = 7

export type FunctionSpec = {
  /** `<file without .ts>.handler`, from the root of the repository. */
  handler: `functions/${string}.handler`
  on: Trigger
  /** IAM actions by resource: all that the function may do. It also learns these resources' names from its environment. */
  may: { [R in ResourceName]?: readonly string[] }
  /** Resources whose names it needs without any permission. */
  knows?: readonly ResourceName[]
  /** Settings that it reads. No others reach it. */
  settings?: readonly SettingName[]
  /** Megabytes. */
  memory: number
  /** Seconds. */
  timeout: number
  /** The published events that a consumer is woken by. */
  events?: readonly EventType[]
  /** Whether a replay of old events may reach a consumer; `barred` where people outside would notice. */
  replay?: "allowed" | "barred"
}

/** Whether it reads a queue or a stream, and gives up to `<function>-dlq` what it cannot process. */
export const hasDeadLetters = ({ on }: FunctionSpec): boolean => ["bus", "table", "kinesis"].includes(on.kind)

/**
 * Seconds for which a message is hidden from others while a consumer works on it: six times the function's time-out.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const hiddenFor = ({ timeout }: FunctionSpec): number => timeout * 6

/** Seconds that a claim on an effect outlives its invocation: for what it sent before it was ended, and for other clocks. */
export const claimMargin = 5

/** A route of the HTTP API. */
export const api = (
  file: string,
  route: Extract<Trigger, { kind: "http" }>["route"],
  may: FunctionSpec["may"],
): FunctionSpec => ({
  handler: `functions/api/${file}.handler`,
  on: { kind: "http", route },
  may,
  memory: 512,
  timeout: 10,
})

/**
 * What a consumer is, besides the events that wake it: what it may touch, whether old events may be sent to it again, and
 * the version of their streams from which on it hears of them.
 */
type Consuming = Pick<FunctionSpec, "may" | "settings"> & { replay: "allowed" | "barred"; from?: number }

const since = (version: number): Pick<EventPattern, "detail"> => ({
  detail: { version: [{ numeric: [">=", version] }] },
})

/** A consumer of published events: of those that it names, and no others. */
export const consumer = <const Events extends readonly EventType[]>(
  file: string,
  events: Events,
  { may, settings, replay, from }: Consuming,
) => ({
  handler: `functions/consumers/${file}.handler` as const,
  events,
  on: {
    kind: "bus" as const,
    pattern: { source: ["ledgerdesk"], "detail-type": [...events], ...(from !== undefined && since(from)) },
    batchSize: 10,
    maxReceives: 5,
  },
  may,
  memory: 256,
  timeout: 30,
  ...(settings && { settings }),
  replay,
})

/** A step of triage. */
export const step = (file: string, may: FunctionSpec["may"], timeout = 30): FunctionSpec => ({
  handler: `functions/triage/${file}.handler`,
  on: { kind: "step", machine: "triage" },
  may,
  memory: 256,
  timeout,
})

/** A step of a rebuild, which works in slices of the longest time that Lambda gives. */
export const rebuildStep = (file: string, may: FunctionSpec["may"]): FunctionSpec => ({
  handler: `functions/rebuild/${file}.handler`,
  on: { kind: "step", machine: "rebuild" },
  may,
  memory: 1769,
  timeout: 900,
})
