import { randomUUID } from "node:crypto"
import { z } from "zod"
import { account, region } from "#local/region"
import { AwsError } from "#local/service"

/** An entry of PutEvents. What is missing or malformed in it is its own error, not the call's. */
export const busEntry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  /** Seconds since 1970. */
  Time: z.number().optional(),
  Resources: z.array(z.string()).default([]),
  EventBusName: z.string().default("default"),
})
export type BusEntry = z.infer<typeof busEntry>

/** What the targets of a rule receive. https://docs.aws.amazon.com/eventbridge/latest/userguide/aws-events.html */
export type BusEvent = {
  version: "0"
  id: string
  "detail-type": string
  source: string
  account: string
  time: string
  region: string
  resources: string[]
  detail: Record<string, unknown>
}

const required = (entry: BusEntry, field: "Source" | "DetailType" | "Detail"): string => {
  const value = entry[field]
  const message = `Parameter ${field} is not valid. Reason: ${field} is a required argument.`
  if (!value) throw new AwsError("InvalidArgument", message)
  return value
}

const ownSource = (entry: BusEntry): string => {
  const source = required(entry, "Source")
  const message = "Not authorized for the source: those that begin with aws. are AWS's own"
  if (source.startsWith("aws.")) throw new AwsError("NotAuthorizedForSourceException", message)
  return source
}

const detail = (text: string): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new AwsError("MalformedDetail", "Detail is malformed.")
  }
}

/** Whole seconds in UTC, as EventBridge tells times. */
const time = ({ Time }: BusEntry) => {
  const date = Time === undefined ? new Date() : new Date(Time * 1000)
  return `${date.toISOString().slice(0, 19)}Z`
}

/** Makes an event of an entry. Throws the entry's error code. */
export const busEvent = (entry: BusEntry): BusEvent => ({
  version: "0",
  id: randomUUID(),
  source: ownSource(entry),
  "detail-type": required(entry, "DetailType"),
  account,
  time: time(entry),
  region,
  resources: entry.Resources,
  detail: detail(required(entry, "Detail")),
})

const bytes = (text = "") => Buffer.byteLength(text)

/** In bytes. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
export const entrySize = ({ Time, Source, DetailType, Detail, Resources }: BusEntry): number => {
  const fixed = Time === undefined ? 0 : 14
  const resources = Resources.reduce((sum, each) => sum + bytes(each), 0)
  return fixed + bytes(Source) + bytes(DetailType) + bytes(Detail) + resources
}
