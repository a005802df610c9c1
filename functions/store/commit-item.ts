import { deflateRawSync, inflateRawSync } from "node:zlib"
import * as z from "zod"
import { bodyOf } from "#core/engine/commit"
import { decode } from "#core/engine/decode"
import type { Recorded, StoredCommit } from "#schemas/recorded"
import { Unreadable } from "#schemas/unreadable"

/** What a ticket's partition key begins with. */
export const prefix = "TICKET#"

/** Bytes of a commit once it is inflated. The store writes less, and more than that is nothing of ours. */
const most = 1024 * 1024

/** An item of the table: a commit under its keys. Anything else in the partition, such as a snapshot, has no `commit`. */
const Item = z.object({ pk: z.string().startsWith(prefix), sk: z.number(), commit: z.unknown() })

/** Most commits are short: with zlib's defaults, getting and clearing memory would take longer than all the rest. */
const chunkSize = 2048
const deflated = (text: string) => deflateRawSync(text, { windowBits: 13, memLevel: 5, level: 3, chunkSize })

/**
 * A commit as it lies in the table: what its keys do not say as JSON, deflated (RFC 1951), which takes about 60 % of the
 * bytes of the same as attributes. Throws TooLarge over 350 KB of JSON.
 * docs/decisions/0016-a-commit-lies-deflated.md
 */
export const toItem = (commit: StoredCommit) => ({
  pk: prefix + commit.ticketId,
  sk: commit.version,
  commit: deflated(bodyOf(commit)),
})

const Deflated = z.instanceof(Uint8Array)

const inflate = (commit: unknown): unknown =>
  JSON.parse(inflateRawSync(Deflated.parse(commit), { chunkSize, maxOutputLength: most }).toString("utf8"))

/** The events of an item. Throws Unreadable where it is not a commit, ZodError where it is no ticket's. */
export const fromItem = (item: unknown): Recorded[] => {
  const { pk, sk, commit } = Item.parse(item)
  const place = { ticketId: pk.slice(prefix.length), version: sk }
  try {
    return decode(Object.assign(Object(inflate(commit)), place))
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : new Unreadable(place, cause)
  }
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

/** The events of `NewImage` of a record of the table's stream; none where the item is not a commit, as a snapshot. */
export const fromStreamImage = (newImage: unknown): Recorded[] => {
  const { pk, sk, commit } = Image.parse(newImage)
  return commit ? fromItem({ pk: pk.S, sk: Number(sk.N), commit: Buffer.from(commit.B, "base64") }) : []
}
