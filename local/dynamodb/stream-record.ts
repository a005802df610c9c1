import { randomUUID } from "node:crypto"
import { itemSize } from "dynalite/db/index.js"
import type { TableStream } from "#local/dynamodb/catalog"
import type { Change, Stored } from "#local/dynamodb/change"
import { sameItem } from "#local/dynamodb/same-value"
import { millisecondsOf } from "#local/dynamodb/sequence"
import type { Item } from "#local/dynamodb/store"
import { region } from "#local/region"

export type EventName = "INSERT" | "MODIFY" | "REMOVE"

/** Nothing where the write changes nothing. */
export const eventName = ({ before, after }: Change): EventName | undefined => {
  if (!before) return after ? "INSERT" : undefined
  if (!after) return "REMOVE"
  return sameItem(before.item, after.item) ? undefined : "MODIFY"
}

const keysOf = ({ table, before, after }: Change): Item => {
  const item = (after ?? before)?.item ?? {}
  return Object.fromEntries(table.description.KeySchema.map(({ AttributeName: name }) => [name, item[name] ?? {}]))
}

const field = (name: string, image: Stored | undefined) => (image ? `"${name}":${image.text},` : "")
const sizeOf = (image: Stored | undefined) => (image ? itemSize(image.item) : 0)

type NewRecord = { name: EventName; change: Change; stream: TableStream; sequenceNumber: string }

/**
 * A stream record as GetRecords answers it, as JSON. The images are put in as the text that is stored anyway.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
 */
export const recordText = ({ name, change, stream, sequenceNumber }: NewRecord): string => {
  const newImage = stream.viewType.startsWith("NEW") ? change.after : undefined
  const oldImage = stream.viewType.includes("OLD") ? change.before : undefined
  const keys = keysOf(change)
  const size = itemSize(keys) + sizeOf(newImage) + sizeOf(oldImage)
  const seconds = Math.floor(millisecondsOf(sequenceNumber) / 1000)
  return (
    `{"eventID":"${randomUUID().replaceAll("-", "")}","eventName":"${name}","eventVersion":"1.1",` +
    `"eventSource":"aws:dynamodb","awsRegion":"${region}","dynamodb":{"ApproximateCreationDateTime":${seconds},` +
    `"Keys":${JSON.stringify(keys)},${field("NewImage", newImage)}${field("OldImage", oldImage)}` +
    `"SequenceNumber":"${sequenceNumber}","SizeBytes":${size},"StreamViewType":"${stream.viewType}"}` +
    `${change.by ? `,"userIdentity":${JSON.stringify(change.by)}` : ""}}`
  )
}
