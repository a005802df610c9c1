import { Readable } from "node:stream"
import { z } from "zod"
import { type Catalog, existingTable, usableTable } from "#local/dynamodb/catalog"
import type { Change, Identity, Stored } from "#local/dynamodb/change"
import { expiryWrites } from "#local/dynamodb/expiry"
import { indexPrefix, itemPrefix } from "#local/dynamodb/keys"
import { type createBase, valueStream } from "#local/dynamodb/level"
import {
  type Callback,
  del,
  type IndexDb,
  type Item,
  type ItemDb,
  put,
  type Store,
  type Write,
} from "#local/dynamodb/store"
import type { Streams } from "#local/dynamodb/streams"
import type { Writer } from "#local/dynamodb/writer"
import { account, region } from "#local/region"

export type Parts = { base: ReturnType<typeof createBase>; catalog: Catalog; streams: Streams; writer: Writer }

/** What is particular to one request. */
export type Session = {
  /** Written into the stream record. */
  by?: Identity
  /** Gets every item that the request reads by key, under the item's lock where the request writes it. */
  onRead?: (item: Item | undefined) => void
}

export const itemSchema = z.record(z.string(), z.record(z.string(), z.unknown()))

const readStored = (base: Parts["base"], key: string): Stored | undefined => {
  const text = base.db.getSync(key, { valueEncoding: "utf8" })
  return text === undefined ? undefined : { item: itemSchema.parse(JSON.parse(text)), text }
}

/** Writes an item, its place in the order of expiry and its stream record, with what else is given, as one batch. */
const commit = async ({ streams, writer }: Parts, change: Change, indexWrites: Write[]): Promise<void> => {
  const record = streams.record(change)
  const key = itemPrefix(change.table.description.TableName) + change.key
  const itemWrite = change.after ? put(key, change.after.text) : del(key)
  await writer.write([...indexWrites, itemWrite, ...expiryWrites(change), ...(record ? [record.write] : [])])
  record?.written()
}

const settle = (work: Promise<void>, callback: Callback<void>) => {
  work.then(() => callback(null), callback)
}

/** Calls back with what `work` returns. What the callback itself throws comes back to it: it then gives up its lock. */
const callBack = <T>(work: () => T, callback: Callback<T>) => {
  try {
    callback(null, work())
  } catch (error) {
    callback(error)
  }
}

/**
 * The store that dynalite's actions work on, for one request. An action locks an item, reads it, and without waiting
 * in between writes its index entries and then the item itself: so the index entries can wait for the item's batch.
 */
export const itemStore = (parts: Parts, session: Session = {}): Store => {
  const { base, catalog } = parts
  let indexWrites: Write[] = []
  let texts = new Map<Item, string>()

  // The same object goes into the table and into each index that projects everything.
  const textOf = (item: Item): string => {
    const text = texts.get(item) ?? JSON.stringify(item)
    texts.set(item, text)
    return text
  }
  const indexDb = (prefix: string): IndexDb => ({
    put: (key, item, callback) => {
      indexWrites.push(put(prefix + key, textOf(item)))
      callback(null)
    },
    del: (key, callback) => {
      indexWrites.push(del(prefix + key))
      callback(null)
    },
    createValueStream: (range) => valueStream(base.db, prefix, range),
  })
  const itemDb = (name: string): ItemDb => {
    const prefix = itemPrefix(name)
    let before: Stored | undefined
    const change = async (key: string, after: Stored | undefined) => {
      const table = usableTable(catalog, name)
      await commit(parts, { table, key, before, after, by: session.by }, indexWrites)
    }
    return {
      lock: base.getItemDb(name).lock,
      get: (key, callback) =>
        callBack(() => {
          before = readStored(base, prefix + key)
          indexWrites = []
          texts = new Map()
          session.onRead?.(before?.item)
          return before?.item
        }, callback),
      put: (key, item, callback) => settle(change(key, { item, text: textOf(item) }), callback),
      del: (key, callback) => settle(before ? change(key, undefined) : Promise.resolve(), callback),
      createValueStream: (range) => valueStream(base.db, prefix, range),
    }
  }
  return {
    ...tableStore(parts),
    getItemDb: itemDb,
    getIndexDb: (kind, ...names) => indexDb(indexPrefix(kind, ...names)),
  }
}

/** dynalite asks with `false` where it is about to change the table, which may be on its way out. */
const tableStore = ({ base, catalog }: Parts): Omit<Store, "getItemDb" | "getIndexDb"> => ({
  options: base.options,
  tableDb: {
    awsAccountId: account,
    awsRegion: region,
    lock: base.tableDb.lock,
    get: (name, callback) => callback(null, structuredClone(catalog.get(name)?.description)),
    put: (name, _table, callback) => callback(new Error(`Table ${name} is not changed through this store`)),
    createKeyStream: () => Readable.from(catalog.all().map(({ description }) => description.TableName)),
  },
  getTable: (name, ...rest) => {
    const [first, second] = rest
    if (typeof first === "function") callBack(() => usableTable(catalog, name).description, first)
    else if (second) callBack(() => structuredClone(existingTable(catalog, name).description), second)
  },
})
