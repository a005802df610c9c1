import { randomUUID } from "node:crypto"
import type { Batch, Buffered } from "#local/firehose/buffer"
import type { Refused } from "#local/warehouse/copy-json"

/** Where a stream delivers to: S3 objects under `prefix`, rows of the warehouse's `table`. */
export type Delivery = { name: string; prefix: string; table: string }

export type Destinations = {
  /** Writes an object to the archive bucket. */
  putObject: (object: { key: string; body: Buffer }) => Promise<unknown>
  /** Loads lines of JSON into a table and returns those that cannot be loaded. See warehouse/copy-json.ts. */
  copy: (table: string, lines: readonly string[]) => Promise<Refused[]>
}

/** https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html, with the delivery stream's version 1. */
const objectKey = (prefix: string, name: string, at: Date): string => {
  const iso = at.toISOString()
  const folders = iso.slice(0, 13).replace(/[-T]/g, "/")
  return `${prefix}${folders}/${name}-1-${iso.slice(0, 19).replace(/[T:]/g, "-")}-${randomUUID()}`
}

const linesOf = (records: readonly Buffer[]): string[] =>
  records.flatMap((record) => record.toString("utf8").split("\n")).filter((line) => line.trim() !== "")

/** What became of a line that could not be loaded, as Firehose notes it beside the data. */
const failed =
  ({ arrivedAt }: Batch) =>
  ({ line, reason }: Refused): string =>
    `${JSON.stringify({
      arrivalTimestamp: arrivedAt,
      errorCode: "Redshift.CopyFailed",
      errorMessage: reason,
      rawData: Buffer.from(line).toString("base64"),
    })}\n`

/**
 * Delivers the oldest batch: the object first, then the rows, then a note of what could not be loaded under
 * `<prefix>errors/`. Returns whether there was one. Throws where a destination is out of order; the batch then waits and
 * is delivered again under the same key, so that rows may come twice but objects do not.
 */
export const deliverOldest = async (to: Destinations, delivery: Delivery, buffer: Buffered): Promise<boolean> => {
  const { name, prefix, table } = delivery
  const batch = buffer.oldest(() => objectKey(prefix, name, new Date()))
  if (!batch) return false
  await to.putObject({ key: batch.object, body: Buffer.concat(batch.records) })
  const refused = await to.copy(table, linesOf(batch.records))
  if (refused.length > 0)
    await to.putObject({
      key: `${prefix}errors/${batch.object.slice(prefix.length)}`,
      body: Buffer.from(refused.map(failed(batch)).join("")),
    })
  buffer.delivered(batch)
  return true
}
