import type { Readable } from "node:stream"

/** `{ S: "text" }`, `{ N: "1" }`, `{ M: { … } }` as they are on the wire. */
export type AttributeValue = Record<string, unknown>
export type Item = Record<string, AttributeValue>

export type Range = {
  gte?: string
  gt?: string
  lte?: string
  lt?: string
  reverse?: boolean
  limit?: number
}

type LevelIterator<T> = {
  nextv: (size: number) => Promise<T[]>
  /** Everything that is left; closes the iterator. */
  all: () => Promise<T[]>
  close: () => Promise<void>
}

export type Write =
  | { type: "put"; key: string; value: string; valueEncoding: "utf8" }
  | { type: "del"; key: string; valueEncoding: "utf8" }

/** `put("a", "{}")` */
export const put = (key: string, value: string): Write => ({ type: "put", key, value, valueEncoding: "utf8" })
export const del = (key: string): Write => ({ type: "del", key, valueEncoding: "utf8" })

/** The LevelDB under everything; its values are JSON. */
export type Level = {
  open: () => Promise<void>
  close: () => Promise<void>
  /** All of them or, whenever the process dies, none. */
  batch: (writes: Write[]) => Promise<void>
  getSync: (key: string, options: { valueEncoding: "utf8" }) => string | undefined
  values: (range: Range) => LevelIterator<unknown>
  iterator: (range: Range & { valueEncoding: "utf8" }) => LevelIterator<[key: string, value: string]>
  clear: (range: Range) => Promise<void>
}

/** dynalite's callbacks. */
export type Callback<T> = (error?: unknown, value?: T) => void
type Release = (callback: Callback<unknown>) => Callback<unknown>
export type Lock = (key: string, locked: (release: Release) => void) => void

export type KeyElement = { AttributeName: string; KeyType: string }
export type Index = { IndexName: string; IndexStatus?: string | undefined }

/** A table as DescribeTable shows it. */
export type Description = {
  TableName: string
  TableStatus: string
  KeySchema: KeyElement[]
  GlobalSecondaryIndexes?: Index[] | undefined
  LocalSecondaryIndexes?: Index[] | undefined
}

/** A request that passed dynalite's checks. */
export type Checked = Record<string, unknown>
export type Checks = { types: Record<string, unknown>; custom?: (input: Checked, store: Store) => unknown }
export type Action = (store: Store, input: Checked, callback: Callback<unknown>) => void

export type StoreOptions = { maxItemSize: number }

export type TableDb = {
  awsAccountId: string
  awsRegion: string
  lock: Lock
  get: (name: string, callback: Callback<Description>) => void
  put: (name: string, table: unknown, callback: Callback<void>) => void
  createKeyStream: () => Readable
}

export type IndexDb = {
  put: (key: string, item: Item, callback: Callback<void>) => void
  del: (key: string, callback: Callback<void>) => void
  createValueStream: (range: Range) => Readable
}

export type ItemDb = IndexDb & { lock: Lock; get: (key: string, callback: Callback<Item | undefined>) => void }

type TableCallback = Callback<Description>

/** What dynalite's actions ask of their store. */
export type Store = {
  options: StoreOptions
  tableDb: TableDb
  getTable: (name: string, ...rest: [TableCallback] | [usableOnly: boolean, TableCallback]) => void
  getItemDb: (table: string) => ItemDb
  getIndexDb: (kind: string, ...names: [table: string, index: string]) => IndexDb
}
