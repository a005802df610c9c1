import { randomUUID } from "node:crypto"
import { type Parameter, type Positional, positional } from "#local/redshift-data/named-parameters"
import { AwsError } from "#local/service"
import { type ResultSet, SqlError } from "#local/warehouse/database"
import type { Warehouse } from "#local/warehouse/warehouse"

export type Status = "SUBMITTED" | "STARTED" | "FINISHED" | "FAILED" | "ABORTED"

/** What ExecuteStatement or BatchExecuteStatement asked for. */
export type Asked = {
  sqls: readonly string[]
  batch: boolean
  parameters: readonly Parameter[]
  name?: string | undefined
  database?: string | undefined
  workgroup?: string | undefined
  cluster?: string | undefined
  /** A batch whose statements are committed one by one. */
  autoCommit: boolean
}

export type Part = { sql: string; status: Status; result?: ResultSet; error?: string }

/** A request on its way, and for a while after. Times are epoch milliseconds. */
export type Run = {
  id: string
  asked: Asked
  status: Status
  parts: Part[]
  error?: string
  createdAt: number
  updatedAt: number
  startedAt?: number
  /** Settles when the status is final. */
  over: Promise<void>
}

const translated = ({ sqls, parameters }: Asked): Positional[] => {
  const statements = sqls.map((sql) => positional(sql, parameters))
  const unused = parameters.find(({ name }) => !statements.some(({ used }) => used.has(name)))
  if (unused) throw new AwsError("ValidationException", `Parameter ${unused.name} is not used in the SQL statement`)
  return statements
}

const reasonOf = (error: unknown) => `ERROR: ${error instanceof Error ? error.message : error}`

const end = (run: Run, status: Status, error?: string) => {
  run.status = status
  run.updatedAt = Date.now()
  if (error !== undefined) run.error = error
}

/** In a transaction that failed, the statements before the failed one are undone and those after it never ran. */
const failParts = (run: Run, failedAt: number, error: string) => {
  for (const [index, part] of run.parts.entries()) {
    part.status = index === failedAt ? "FAILED" : "ABORTED"
    if (index === failedAt) part.error = error
  }
}

const together = async (warehouse: Warehouse, run: Run, statements: readonly Positional[]) => {
  try {
    const results = await warehouse.transaction(statements)
    for (const [index, part] of run.parts.entries()) Object.assign(part, { status: "FINISHED", result: results[index] })
    end(run, "FINISHED")
  } catch (error) {
    failParts(run, error instanceof SqlError ? error.statement : 0, reasonOf(error))
    end(run, "FAILED", reasonOf(error))
  }
}

const oneByOne = async (warehouse: Warehouse, run: Run, statements: readonly Positional[]) => {
  for (const [index, part] of run.parts.entries())
    try {
      const [result] = await warehouse.transaction(statements.slice(index, index + 1))
      Object.assign(part, { status: "FINISHED", result })
    } catch (error) {
      Object.assign(part, { status: "FAILED", error: reasonOf(error) })
    }
  const failed = run.parts.find(({ status }) => status === "FAILED")
  end(run, failed ? "FAILED" : "FINISHED", failed?.error)
}

/** Runs requests one after the other, as the warehouse has one session. Throws ValidationException before it begins. */
export const runner = (warehouse: Warehouse) => {
  let queue: Promise<void> = Promise.resolve()

  const perform = async (run: Run, statements: readonly Positional[]) => {
    if (run.status === "ABORTED") return
    run.startedAt = Date.now()
    end(run, "STARTED")
    for (const part of run.parts) part.status = "STARTED"
    await (run.asked.autoCommit ? oneByOne : together)(warehouse, run, statements)
  }

  return (asked: Asked): Run => {
    const statements = translated(asked)
    const now = Date.now()
    const run: Run = {
      id: randomUUID(),
      asked,
      status: "SUBMITTED",
      parts: asked.sqls.map((sql) => ({ sql, status: "SUBMITTED" })),
      createdAt: now,
      updatedAt: now,
      over: Promise.resolve(),
    }
    queue = queue.then(() => perform(run, statements))
    run.over = queue
    return run
  }
}
