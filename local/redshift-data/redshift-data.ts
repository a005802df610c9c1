import { z } from "zod"
import { described, listed, taken } from "#local/redshift-data/answers"
import { resultPage } from "#local/redshift-data/result-page"
import { type Found, type RunLog, runLog } from "#local/redshift-data/run-log"
import { type Asked, type Run, runner } from "#local/redshift-data/statement-run"
import { AwsError, jsonService, type Operation, type Service } from "#local/service"
import type { ResultSet } from "#local/warehouse/database"
import type { Warehouse } from "#local/warehouse/warehouse"

const wait = z.int().min(0).max(30).optional()
const Parameters = z
  .array(z.object({ name: z.string().min(1), value: z.string() }))
  .min(1)
  .max(200)
  .optional()

const Target = z.object({
  Database: z.string().optional(),
  WorkgroupName: z.string().min(3).max(128).optional(),
  ClusterIdentifier: z.string().min(1).max(63).optional(),
  StatementName: z.string().max(500).optional(),
  Parameters,
  ResultFormat: z.literal("JSON").optional(),
  WaitTimeSeconds: wait,
})
const Sql = z.string().min(1).max(100_000)
const Single = Target.extend({ Sql })
const Batch = Target.extend({
  Sqls: z.array(Sql).min(1).max(40),
  ExecutionMode: z.enum(["TRANSACTION", "AUTO_COMMIT"]).default("TRANSACTION"),
})
const Id = z.object({
  Id: z.string().regex(/^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\d+)?$/, "is not a statement's id"),
  WaitTimeSeconds: wait,
})
const Page = Id.extend({ NextToken: z.string().optional() })
const List = z.object({
  MaxResults: z.int().min(1).max(100).default(100),
  NextToken: z.string().regex(/^\d+$/).default("0"),
  StatementName: z.string().optional(),
  Status: z.string().default("ALL"),
})

type Parts = { log: RunLog; run: (asked: Asked) => Run }

const invalid = (message: string) => new AwsError("ValidationException", message)

const targetOf = (request: z.infer<typeof Target>) => {
  const { Database, WorkgroupName, ClusterIdentifier, StatementName, Parameters: parameters = [] } = request
  if (!(WorkgroupName || ClusterIdentifier)) throw invalid("Either WorkgroupName or ClusterIdentifier is needed")
  if (!Database) throw invalid("Database is needed")
  return { database: Database, workgroup: WorkgroupName, cluster: ClusterIdentifier, name: StatementName, parameters }
}

/** Waits for the end of a run, but no longer than asked for. */
const settled = async ({ over }: Run, seconds = 0) => {
  if (seconds === 0) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, seconds * 1000)
  await Promise.race([over, promise])
  clearTimeout(timer)
}

const submit = async ({ log, run }: Parts, asked: Asked, seconds: number | undefined) => {
  const started = run(asked)
  log.add(started)
  await settled(started, seconds)
  return taken(started)
}

const execute =
  (parts: Parts): Operation =>
  async (input) => {
    const request = Single.parse(input)
    const asked = { ...targetOf(request), sqls: [request.Sql], batch: false, autoCommit: false }
    return submit(parts, asked, request.WaitTimeSeconds)
  }

const batchExecute =
  (parts: Parts): Operation =>
  async (input) => {
    const request = Batch.parse(input)
    const autoCommit = request.ExecutionMode === "AUTO_COMMIT"
    return submit(parts, { ...targetOf(request), sqls: request.Sqls, batch: true, autoCommit }, request.WaitTimeSeconds)
  }

const describe =
  ({ log }: Parts): Operation =>
  async (input) => {
    const { Id: id, WaitTimeSeconds } = Id.parse(input)
    await settled(log.find(id).run, WaitTimeSeconds)
    return described(log.find(id))
  }

/** The rows of a finished statement. */
const resultOf = ({ run, part }: Found): ResultSet => {
  if (run.asked.batch && !part) throw invalid("A batch has one result per statement: ask for <id>:<number>")
  const { status = run.status, result } = part ?? run.parts[0] ?? {}
  if (status !== "FINISHED") throw new AwsError("ResourceNotFoundException", `Query has no result: it is ${status}`)
  if (result && result.columns.length > 0) return result
  throw new AwsError("ResourceNotFoundException", "Query does not have result.")
}

const getResult =
  ({ log }: Parts): Operation =>
  async (input) => {
    const { Id: id, NextToken, WaitTimeSeconds } = Page.parse(input)
    await settled(log.find(id).run, WaitTimeSeconds)
    return resultPage(resultOf(log.find(id)), NextToken)
  }

/** What runs cannot be stopped in the middle: only what still waits is cancelled. */
const cancel =
  ({ log }: Parts): Operation =>
  async (input) => {
    const { run } = log.find(Id.parse(input).Id)
    if (run.status !== "SUBMITTED" && run.status !== "STARTED")
      throw invalid(`Could not cancel a query that is already in ${run.status} state`)
    if (run.status === "STARTED") return { Status: false }
    run.status = "ABORTED"
    for (const part of run.parts) part.status = "ABORTED"
    return { Status: true }
  }

const list =
  ({ log }: Parts): Operation =>
  async (input) => {
    const { MaxResults, NextToken, StatementName = "", Status } = List.parse(input)
    const from = Number(NextToken)
    const wanted = log
      .all()
      .filter(
        ({ status, asked: { name = "" } }) => (Status === "ALL" || status === Status) && name.startsWith(StatementName),
      )
    const to = from + MaxResults
    return { Statements: wanted.slice(from, to).map(listed), ...(to < wanted.length && { NextToken: String(to) }) }
  }

/** Redshift's Data API on the local warehouse. Statements run one after the other; results are kept in memory. */
export const redshiftData = (warehouse: Warehouse): Service<"redshift-data"> => {
  const parts: Parts = { log: runLog(), run: runner(warehouse) }
  return jsonService("redshift-data", {
    ExecuteStatement: execute(parts),
    BatchExecuteStatement: batchExecute(parts),
    DescribeStatement: describe(parts),
    GetStatementResult: getResult(parts),
    CancelStatement: cancel(parts),
    ListStatements: list(parts),
  })
}
