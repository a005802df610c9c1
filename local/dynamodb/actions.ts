import batchGetItem from "dynalite/actions/batchGetItem.js"
import batchWriteItem from "dynalite/actions/batchWriteItem.js"
import createTable from "dynalite/actions/createTable.js"
import deleteItem from "dynalite/actions/deleteItem.js"
import getItem from "dynalite/actions/getItem.js"
import listTables from "dynalite/actions/listTables.js"
import putItem from "dynalite/actions/putItem.js"
import query from "dynalite/actions/query.js"
import scan from "dynalite/actions/scan.js"
import updateItem from "dynalite/actions/updateItem.js"
import updateTable from "dynalite/actions/updateTable.js"
import checkBatchGetItem from "dynalite/validations/batchGetItem.js"
import checkBatchWriteItem from "dynalite/validations/batchWriteItem.js"
import checkCreateTable from "dynalite/validations/createTable.js"
import checkDeleteItem from "dynalite/validations/deleteItem.js"
import checkGetItem from "dynalite/validations/getItem.js"
import { checkTypes, checkValidations } from "dynalite/validations/index.js"
import checkListTables from "dynalite/validations/listTables.js"
import checkPutItem from "dynalite/validations/putItem.js"
import checkQuery from "dynalite/validations/query.js"
import checkScan from "dynalite/validations/scan.js"
import checkUpdateItem from "dynalite/validations/updateItem.js"
import checkUpdateTable from "dynalite/validations/updateTable.js"
import { toError } from "#local/dynamodb/refusal"
import type { Action, Checked, Checks, Store } from "#local/dynamodb/store"

const actions = {
  BatchGetItem: { checks: checkBatchGetItem, action: batchGetItem },
  BatchWriteItem: { checks: checkBatchWriteItem, action: batchWriteItem },
  CreateTable: { checks: checkCreateTable, action: createTable },
  DeleteItem: { checks: checkDeleteItem, action: deleteItem },
  GetItem: { checks: checkGetItem, action: getItem },
  ListTables: { checks: checkListTables, action: listTables },
  PutItem: { checks: checkPutItem, action: putItem },
  Query: { checks: checkQuery, action: query },
  Scan: { checks: checkScan, action: scan },
  UpdateItem: { checks: checkUpdateItem, action: updateItem },
  UpdateTable: { checks: checkUpdateTable, action: updateTable },
} as const satisfies Record<string, { checks: Checks; action: Action }>

export type ActionName = keyof typeof actions

const check = (store: Store, { types, custom }: Checks, input: unknown): Checked => {
  const checked = checkTypes(input, types)
  checkValidations(checked, types, custom, store)
  return checked
}

/** Does one of dynalite's actions on `store` and returns its answer. Throws a Refusal where DynamoDB would refuse. */
export const run = async (store: Store, name: ActionName, input: unknown): Promise<unknown> => {
  const { checks, action } = actions[name]
  try {
    const checked = check(store, checks, input)
    return await new Promise((resolve, reject) => {
      action(store, checked, (error, output) => (error ? reject(error) : resolve(output)))
    })
  } catch (error) {
    throw toError(error)
  }
}
