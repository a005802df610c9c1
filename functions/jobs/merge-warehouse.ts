import { setTimeout as wait } from "node:timers/promises"
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementResponse,
} from "@aws-sdk/client-redshift-data"
import { env } from "#functions/lib/env"
import { redshiftData } from "#functions/lib/redshift-data"
import { mergeStatements } from "#functions/warehouse/merge"

export type Warehouse = {
  /** Begins to run the statements as one transaction; returns the batch's id. */
  submit: (statements: string[]) => Promise<string>
  look: (id: string) => Promise<Pick<DescribeStatementResponse, "Status" | "Error">>
  pause: (milliseconds: number) => Promise<unknown>
}

/** Milliseconds between looks: twice as long each time. */
const first = 25
const longest = 2_000
/** A merge that takes longer is left to itself, and the function ends before its own time-out of 120 s. In ms. */
const patience = 100_000

const outcome = async ({ look, pause }: Warehouse, id: string): Promise<string> => {
  let waited = 0
  for (let delay = first; waited < patience; delay = Math.min(longest, delay * 2)) {
    const { Status = "SUBMITTED", Error: reason } = await look(id)
    if (Status === "FINISHED") return Status
    if (Status === "FAILED" || Status === "ABORTED")
      throw new Error(`The merge ${id} ${Status.toLowerCase()}: ${reason ?? "the warehouse gave no reason"}`)
    await pause(delay)
    waited += delay
  }
  throw new Error(`The merge ${id} is not finished after ${patience / 1000} s: look at its statements in the warehouse`)
}

/** Merges what was delivered into the warehouse's tables. Throws with the statement's error; the next run tries again. */
export const mergeWarehouse = (warehouse: Warehouse) => async (): Promise<{ status: string }> => {
  const id = await warehouse.submit(mergeStatements(new Date().toISOString()))
  return { status: await outcome(warehouse, id) }
}

/** Redshift Serverless knows a database by its workgroup, which has the database's name unless the stage says otherwise. */
const target = () => {
  const Database = env("WAREHOUSE_DATABASE")
  return { Database, WorkgroupName: process.env.WAREHOUSE_WORKGROUP ?? Database }
}

const submit = async (Sqls: string[]): Promise<string> => {
  const { Id } = await redshiftData.send(
    new BatchExecuteStatementCommand({ ...target(), Sqls, StatementName: "merge-warehouse" }),
  )
  if (Id) return Id
  throw new Error("Redshift Data answered a batch without an id")
}

export const handler = mergeWarehouse({
  submit,
  look: (Id) => redshiftData.send(new DescribeStatementCommand({ Id })),
  pause: (milliseconds) => wait(milliseconds),
})
