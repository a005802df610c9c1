import { setTimeout as wait } from "node:timers/promises"
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  paginateGetStatementResult,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data"
import * as z from "zod"
import { redshiftData } from "#functions/aws/redshift-data"
import { finished, type Looking } from "#functions/jobs/finished"
import { env } from "#functions/lib/env"
import { type Access, foundQuery, preparations } from "#functions/warehouse/access"
import { database } from "#functions/warehouse/schema"

/** Both stand in SQL, and can hold nothing that would end their quotes. */
const Asked = z.object({
  loaderPassword: z.string().regex(/^md5[0-9a-f]{32}$/),
  merger: z.string().regex(/^IAMR:[\w+=,.@-]{1,64}$/),
}) satisfies z.ZodType<Access>

export type Warehouse = Looking & {
  /** Begins to run one statement; returns its id. */
  ask: (statement: string) => Promise<string>
  /** The first column of a finished statement's rows. */
  column: (id: string) => Promise<string[]>
  /** Begins to run the statements as one transaction; returns the batch's id. */
  submit: (statements: string[]) => Promise<string>
}

/**
 * Milliseconds for the look and for all of the changes, within the function's own time-out of 300 s: a resting warehouse
 * wakes first, and a change waits for who reads the table.
 */
const patience = 120_000

/** Tries, and milliseconds between them, of a role that was made just now: 50 s in all. */
const tries = 11
const between = 5_000

/**
 * IAM takes seconds until a new role's permissions hold, and a first deployment calls at once:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const onceAllowed = async <Answer>({ pause }: Looking, call: () => Promise<Answer>): Promise<Answer> => {
  for (let left = tries; ; left--)
    try {
      return await call()
    } catch (error) {
      if (left === 1 || !(error instanceof Error && error.name === "AccessDeniedException")) throw error
      await pause(between)
    }
}

/**
 * Creates what is missing of the warehouse: tables, their columns, the loader, who merges, who may ask. Takes an `Access`.
 * Running it again changes nothing but the loader's password. Throws with the statement's error: nothing of that
 * transaction is changed then, and running it again goes on from there.
 */
export const prepareWarehouse =
  (warehouse: Warehouse) =>
  async (event: unknown): Promise<{ status: string }> => {
    const access = Asked.parse(event)
    const query = await onceAllowed(warehouse, () => warehouse.ask(foundQuery(access)))
    await finished(warehouse, { title: "The look at the warehouse", id: query, patience })
    const found = new Set(await warehouse.column(query))
    const batches = preparations(found, access)
    for (const batch of batches) {
      const id = await warehouse.submit(batch)
      await finished(warehouse, { title: "The preparation", id, patience: patience / batches.length })
    }
    return { status: "FINISHED" }
  }

type Target = Pick<ExecuteStatementCommandInput, "Database" | "WorkgroupName" | "SecretArn" | "StatementName">

const idOf = ({ Id }: { Id?: string | undefined }): string => {
  if (Id) return Id
  throw new Error("Redshift Data answered a statement without an id")
}

const firstColumn = async (client: RedshiftDataClient, Id: string): Promise<string[]> => {
  const cells: string[] = []
  for await (const { Records = [] } of paginateGetStatementResult({ client }, { Id }))
    cells.push(...Records.map(([field]) => field?.stringValue ?? ""))
  return cells
}

/** The warehouse through Redshift's Data API. The target is asked for at each call. */
export const throughDataApi = (client: RedshiftDataClient, target: () => Target): Warehouse => ({
  ask: async (Sql) => idOf(await client.send(new ExecuteStatementCommand({ ...target(), Sql }))),
  column: (Id) => firstColumn(client, Id),
  submit: async (Sqls) => idOf(await client.send(new BatchExecuteStatementCommand({ ...target(), Sqls }))),
  look: (Id) => client.send(new DescribeStatementCommand({ Id })),
  pause: (milliseconds) => wait(milliseconds),
})

const target = (): Target => ({
  Database: database,
  WorkgroupName: env("WAREHOUSE_WORKGROUP"),
  SecretArn: env("WAREHOUSE_ADMIN_ARN"),
  StatementName: "prepare-warehouse",
})

export const handler = prepareWarehouse(throughDataApi(redshiftData, target))
