import { deflateRawSync, inflateRawSync } from "node:zlib"
import * as z from "zod"
import { bodyOf } from "#core/engine/commit"
import { decode, type Vocabulary } from "#core/engine/decode"
import { aggregateOf } from "#core/registry"
import { deflating } from "#functions/lib/deflating"
import { partitionOf, streamIn } from "#functions/store/partition"
import type { Recorded, RecordedOf, Shapes, StoredCommit } from "#schemas/recorded"
import type { Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"

/** Bytes of a commit once it is inflated. The store writes less, and more than that is nothing of ours. */
const most = 1024 * 1024

const Partition = z.string().transform((pk, context) => {
  const stream = streamIn(pk)
  if (stream) return stream
  context.addIssue("is not the key of a stream, such as TICKET#TKT-1")
  return z.NEVER
})

/** An item of the table: a commit under its keys. Anything else in the partition, such as a snapshot, has no `commit`. */
const Item = z.object({ pk: Partition, sk: z.number(), commit: z.unknown() })

/**
 * A commit as it lies in the table: what its keys do not say as JSON, deflated (RFC 1951), which takes about 60 % of the
 * bytes of the same as attributes. Throws TooLarge over 350 KB of JSON.
 * docs/decisions/0016-a-commit-lies-deflated.md
 */
export const toItem = (commit: StoredCommit) => ({
  pk: partitionOf(commit.stream),
  sk: commit.version,
  commit: deflateRawSync(bodyOf(commit), deflating),
})

const Deflated = z.instanceof(Uint8Array)

const inflate = (commit: unknown): unknown =>
  JSON.parse(
    inflateRawSync(Deflated.parse(commit), { chunkSize: deflating.chunkSize, maxOutputLength: most }).toString("utf8"),
  )

type Place = { stream: Stream; version: number }

const decoding = <Event>(place: Place, read: () => Event[]): Event[] => {
  try {
    return read()
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : new Unreadable(place, cause)
  }
}

/** The events of an item. Throws Unreadable where it is not a commit, ZodError where it is no stream's. */
export const fromItem = <E extends Shapes>(of: Vocabulary<E>, item: unknown): RecordedOf<E>[] => {
  const { pk: stream, sk: version, commit } = Item.parse(item)
  const place = { stream, version }
  return decoding(place, () => decode(of, Object.assign(Object(inflate(commit)), place)))
}

/** The events of an item of whatever stream. Unreadable too where the code does not know the category. */
export const fromAnyItem = (item: unknown): Recorded[] => {
  const { pk: stream, sk: version } = Item.parse(item)
  return decoding({ stream, version }, () => fromItem(aggregateOf(stream), item))
}

/** The keys of a record of the table's stream, in DynamoDB's own JSON. */
const Keys = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ N: z.string() }) })

/** Which item a record of the table's stream is about; nothing where it does not say so. */
export const commitKeys = (keys: unknown): Record<string, string> => {
  const { data } = Keys.safeParse(keys)
  return data ? { pk: data.pk.S, sk: data.sk.N } : {}
}

/** As Lambda passes it on: binary in base64. */
const Image = Keys.extend({ commit: z.object({ B: z.string() }).optional() })

/** A commit in `NewImage` of a record of the table's stream, still undecoded. */
export type CommitImage = Place & { item: unknown }

/**
 * The commit of a record of the table's stream; undefined where the item is not a commit, as a snapshot. Throws ZodError
 * where the item is no stream's.
 */
export const commitImage = (newImage: unknown): CommitImage | undefined => {
  const { pk, sk, commit } = Image.parse(newImage)
  if (!commit) return undefined
  const item = { pk: pk.S, sk: Number(sk.N), commit: Buffer.from(commit.B, "base64") }
  return { stream: Partition.parse(item.pk), version: item.sk, item }
}
