import { setTimeout as wait } from "node:timers/promises"
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
} from "@aws-sdk/client-redshift-data"
import * as z from "zod"
import { redshiftData } from "#functions/aws/redshift-data"
import { finished, type Looking } from "#functions/jobs/finished"
import { env } from "#functions/lib/env"
import { type Access, accessQuery, preparations } from "#functions/warehouse/access"
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

/** Milliseconds for each of the two steps, within the function's own time-out of 300 s: a resting warehouse wakes first. */
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
 * Creates what is missing of the warehouse: tables, the loader, who merges, who may ask. Takes an `Access`. Running it
 * again changes nothing but the loader's password. Throws with the statement's error; nothing is changed then.
 */
export const prepareWarehouse =
  (warehouse: Warehouse) =>
  async (event: unknown): Promise<{ status: string }> => {
    const access = Asked.parse(event)
    const query = await onceAllowed(warehouse, () => warehouse.ask(accessQuery(access)))
    await finished(warehouse, { title: "The look at the warehouse's users", id: query, patience })
    const found = new Set(await warehouse.column(query))
    const id = await warehouse.submit(preparations(found, access))
    return { status: await finished(warehouse, { title: "The preparation", id, patience }) }
  }

const target = () => ({
  Database: database,
  WorkgroupName: env("WAREHOUSE_WORKGROUP"),
  SecretArn: env("WAREHOUSE_ADMIN_ARN"),
  StatementName: "prepare-warehouse",
})

const idOf = ({ Id }: { Id?: string | undefined }): string => {
  if (Id) return Id
  throw new Error("Redshift Data answered a statement without an id")
}

export const handler = prepareWarehouse({
  ask: async (Sql) => idOf(await redshiftData.send(new ExecuteStatementCommand({ ...target(), Sql }))),
  column: async (Id) => {
    const { Records = [] } = await redshiftData.send(new GetStatementResultCommand({ Id }))
    return Records.map(([field]) => field?.stringValue ?? "")
  },
  submit: async (Sqls) => idOf(await redshiftData.send(new BatchExecuteStatementCommand({ ...target(), Sqls }))),
  look: (Id) => redshiftData.send(new DescribeStatementCommand({ Id })),
  pause: (milliseconds) => wait(milliseconds),
})
