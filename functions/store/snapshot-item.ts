import { createHash } from "node:crypto"
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib"
import * as z from "zod"
import type { Mark, Snapshot } from "#core/engine/snapshot"
import { failure, log } from "#functions/lib/log"
import { partitionOf } from "#functions/store/partition"
import type { Stream } from "#schemas/stream"

/** A snapshot's place: the last of its partition, after every commit. A backward query meets it first. */
export const snapshotPlace = Number.MAX_SAFE_INTEGER

/** 72 bits of SHA-256: nobody can find two ids with the same mark, and 200 marks take less than 4 KB. */
const digest = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 12)

/** A sender's key and "~"; what follows tells one request under it from another. */
const keyed = /^([^~]*)~([0-9a-f]+)$/

/** Only a request itself begins with its key's mark: what a consumer did because of it is another commit. */
export const mark: Mark = (commitId) => {
  if (commitId.endsWith("~")) return digest(commitId.slice(0, -1))
  const [, key, request] = keyed.exec(commitId) ?? []
  return key === undefined || request === undefined ? digest(commitId) : `${digest(key)}${request.slice(0, 6)}`
}

/** The stamp vouches for what is in it: only the outside is checked. */
const Body = z.object({
  version: z.int().positive(),
  state: z.looseObject({}),
  commits: z.array(z.tuple([z.string(), z.int()])),
})

const Item = z.looseObject({ fold: z.string(), snapshot: z.instanceof(Uint8Array) })

const compress = (text: string): Uint8Array =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })

/** `stamp` is that of the aggregate's fold. */
export const toSnapshotItem = (stream: Stream, stamp: string, snapshot: Snapshot) => ({
  pk: partitionOf(stream),
  sk: snapshotPlace,
  version: snapshot.version,
  fold: stamp,
  snapshot: compress(JSON.stringify(snapshot)),
})

/** Undefined where an item is no snapshot, is of another fold, or is damaged: the events are then folded instead. */
export const fromSnapshotItem = <State>(stamp: string | undefined, item: unknown): Snapshot<State> | undefined => {
  const { data } = Item.safeParse(item)
  if (!data || data.fold !== stamp) return undefined
  try {
    const { state, ...rest } = Body.parse(JSON.parse(brotliDecompressSync(data.snapshot).toString("utf8")))
    // The stamp says that this very fold made it.
    return { ...rest, state: state as State }
  } catch (error) {
    log.warn("a snapshot cannot be read and is ignored", { pk: data.pk, ...failure(error) })
    return undefined
  }
}
