/** What we use of dynalite 4.0.0, which brings no types. Pinned exactly, so that its inner modules may be used. */

declare module "dynalite/db/index.js" {
  import type { Item, Level, Lock, StoreOptions } from "#local/dynamodb/store"
  /** Opens a LevelDB in the folder `path`; it is still opening when this returns. */
  export const create: (options: { path: string; createTableMs: number; updateTableMs: number }) => {
    options: StoreOptions
    db: Level
    getItemDb: (table: string) => { lock: Lock }
    tableDb: { lock: Lock }
  }
  /** Where an item stands in an index. */
  export const createIndexKey: (item: Item, table: object, keySchema: readonly object[]) => string
  /** Bytes by DynamoDB's sizing rules. */
  export const itemSize: (item: Item) => number
}

declare module "dynalite/validations/index.js" {
  import type { Checked, Checks, Store } from "#local/dynamodb/store"
  /** Takes the fields of `types` out of a request. Throws an error with `statusCode` and `body`. */
  export const checkTypes: (input: unknown, types: Checks["types"]) => Checked
  /** Parses the expressions of a request and checks its values. Throws an error with `statusCode` and `body`. */
  export const checkValidations: (
    input: Checked,
    types: Checks["types"],
    ...rest: [custom: Checks["custom"], store: Store]
  ) => void
}

declare module "dynalite/validations/*" {
  import type { Checks } from "#local/dynamodb/store"

  const checks: Checks
  export = checks
}

declare module "dynalite/actions/*" {
  import type { Action } from "#local/dynamodb/store"

  const action: Action
  export = action
}
