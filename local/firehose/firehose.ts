import { randomUUID } from "node:crypto"
import { z } from "zod"
import { copyOptions } from "#functions/warehouse/copy"
import { type Buffered, buffered } from "#local/firehose/buffer"
import { type Courier, courier } from "#local/firehose/courier"
import { type Delivery, type Destinations, deliverOldest } from "#local/firehose/delivery"
import { account, arn } from "#local/region"
import { AwsError, jsonService, type Operation, type Service } from "#local/service"
import type { State } from "#local/state"

export type FirehoseSettings = Destinations & {
  state: State
  deliveries: readonly Delivery[]
  /** Milliseconds that records gather before they go out. */
  flushMillis?: number
  print?: (line: string) => void
}

/** What was acknowledged and not delivered stays on disk and goes out after the next start. */
export type Firehose = Service<"firehose"> & {
  resume: () => void
  /** Delivers everything that is buffered now. Throws where S3 or the warehouse is out of order. */
  flush: () => Promise<void>
  rest: () => Promise<void>
}

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html, in bytes. */
const recordLimit = 1000 * 1024
const batchLimit = 4 * 1024 * 1024

const Name = z.object({ DeliveryStreamName: z.string().regex(/^[a-zA-Z0-9_.-]{1,64}$/) })
const Entry = z.object({ Data: z.base64().transform((text) => Buffer.from(text, "base64")) })
const One = Name.extend({ Record: Entry })
const Many = Name.extend({ Records: z.array(Entry).min(1).max(500) })

const withinLimits = (records: readonly Buffer[]) => {
  if (records.some(({ length }) => length > recordLimit))
    throw new AwsError("InvalidArgumentException", `A record has more than ${recordLimit} bytes`)
  if (records.reduce((sum, { length }) => sum + length, 0) > batchLimit)
    throw new AwsError("InvalidArgumentException", `The records have more than ${batchLimit} bytes together`)
}

type Stream = { delivery: Delivery; buffer: Buffered; courier: Courier; since: number }

const streamOf = (settings: FirehoseSettings, delivery: Delivery): Stream => {
  const { state, flushMillis = 1_000, print = console.error } = settings
  const buffer = buffered(state, delivery.name)
  const failed = (error: unknown) =>
    print(`firehose ${delivery.name}: ${error instanceof Error ? error.message : error}; it is tried again`)
  const deliver = () => deliverOldest(settings, delivery, buffer)
  return { delivery, buffer, courier: courier({ deliver, flushMillis, failed }), since: Date.now() / 1000 }
}

const accept = ({ buffer, courier: { wake } }: Stream, records: readonly Buffer[]): { RecordId: string }[] => {
  withinLimits(records)
  buffer.add(records)
  wake()
  return records.map(() => ({ RecordId: randomUUID() }))
}

const describe = ({ delivery: { name, prefix, table }, since }: Stream) => ({
  DeliveryStreamDescription: {
    DeliveryStreamName: name,
    DeliveryStreamARN: arn("firehose", `deliverystream/${name}`),
    DeliveryStreamStatus: "ACTIVE",
    DeliveryStreamType: "DirectPut",
    VersionId: "1",
    CreateTimestamp: since,
    HasMoreDestinations: false,
    Destinations: [
      {
        DestinationId: "destinationId-000000000001",
        RedshiftDestinationDescription: {
          CopyCommand: { DataTableName: table, CopyOptions: copyOptions },
          S3DestinationDescription: { Prefix: prefix },
        },
      },
    ],
  },
})

type Find = (request: z.infer<typeof Name>) => Stream

const putRecord =
  (find: Find): Operation =>
  async (input) => {
    const request = One.parse(input)
    const [stored] = accept(find(request), [request.Record.Data])
    return { ...stored, Encrypted: false }
  }

const putRecordBatch =
  (find: Find): Operation =>
  async (input) => {
    const request = Many.parse(input)
    const records = request.Records.map(({ Data }) => Data)
    return { FailedPutCount: 0, Encrypted: false, RequestResponses: accept(find(request), records) }
  }

const describeStream =
  (find: Find): Operation =>
  async (input) =>
    describe(find(Name.parse(input)))

const listStreams =
  (names: readonly string[]): Operation =>
  async () => ({ DeliveryStreamNames: names, HasMoreDeliveryStreams: false })

/**
 * Amazon Data Firehose with a Redshift destination: acknowledged records are on disk; they go to S3 and into a staging
 * table within about a second, at least once. What cannot be loaded is noted in S3 and holds nothing up.
 */
export const firehose = (settings: FirehoseSettings): Firehose => {
  const streams = new Map(settings.deliveries.map((each) => [each.name, streamOf(settings, each)]))
  const find: Find = ({ DeliveryStreamName: name }) => {
    const found = streams.get(name)
    if (found) return found
    throw new AwsError("ResourceNotFoundException", `Firehose ${name} not found under account ${account}.`)
  }
  const each = async (what: (courier: Courier) => Promise<void>) => {
    await Promise.all([...streams.values()].map(({ courier }) => what(courier)))
  }
  const stop = () => each((courier) => courier.stop())
  return {
    ...jsonService("firehose", {
      PutRecord: putRecord(find),
      PutRecordBatch: putRecordBatch(find),
      DescribeDeliveryStream: describeStream(find),
      ListDeliveryStreams: listStreams([...streams.keys()]),
    }),
    resume: () => {
      for (const { courier } of streams.values()) courier.wake()
    },
    flush: () => each((courier) => courier.flush()),
    rest: stop,
    close: stop,
  }
}
