import { setTimeout as wait } from "node:timers/promises"
import { BatchExecuteStatementCommand, DescribeStatementCommand } from "@aws-sdk/client-redshift-data"
import { redshiftData } from "#functions/aws/redshift-data"
import { finished, type Looking } from "#functions/jobs/finished"
import { env } from "#functions/lib/env"
import { mergeStatements } from "#functions/warehouse/merge"
import { database } from "#functions/warehouse/schema"

export type Warehouse = Looking & {
  /** Begins to run the statements as one transaction; returns the batch's id. */
  submit: (statements: string[]) => Promise<string>
}

/** A merge that takes longer is left to itself, and the function ends before its own time-out of 120 s. In ms. */
const patience = 100_000

/** Merges what was delivered into the warehouse's tables. Throws with the statement's error; the next run tries again. */
export const mergeWarehouse = (warehouse: Warehouse) => async (): Promise<{ status: string }> => {
  const id = await warehouse.submit(mergeStatements(new Date().toISOString()))
  return { status: await finished(warehouse, { title: "The merge", id, patience }) }
}

const submit = async (Sqls: string[]): Promise<string> => {
  const target = { Database: database, WorkgroupName: env("WAREHOUSE_WORKGROUP") }
  const { Id } = await redshiftData.send(
    new BatchExecuteStatementCommand({ ...target, Sqls, StatementName: "merge-warehouse" }),
  )
  if (Id) return Id
  throw new Error("Redshift Data answered a batch without an id")
}

export const handler = mergeWarehouse({
  submit,
  look: (Id) => redshiftData.send(new DescribeStatementCommand({ Id })),
  pause: (milliseconds) => wait(milliseconds),
})
