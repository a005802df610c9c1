import type { Found } from "#local/redshift-data/run-log"
import type { Part, Run } from "#local/redshift-data/statement-run"

const seconds = (millis: number) => millis / 1000
const nanoseconds = (millis: number) => millis * 1_000_000

const hasRows = ({ result }: Part) => (result?.columns.length ?? 0) > 0

const counted = ({ result }: Part) => ({
  HasResultSet: result !== undefined && result.columns.length > 0,
  ResultRows: result ? result.affected : -1,
  ResultSize: result ? JSON.stringify(result.rows).length : -1,
})

const duration = ({ startedAt, updatedAt }: Run) =>
  startedAt === undefined ? -1 : nanoseconds(Math.max(0, updatedAt - startedAt))

const place = ({ asked: { database, workgroup, cluster } }: Run) => ({
  Database: database,
  WorkgroupName: workgroup,
  ClusterIdentifier: cluster,
})

const times = ({ createdAt, updatedAt }: Run) => ({ CreatedAt: seconds(createdAt), UpdatedAt: seconds(updatedAt) })

/** A request that was taken, as ExecuteStatement and BatchExecuteStatement answer it. */
export const taken = (run: Run) => ({
  Id: run.id,
  CreatedAt: seconds(run.createdAt),
  DbUser: "analyst",
  ...place(run),
  Status: run.status,
  HasResultSet: run.parts.some(hasRows),
})

const subStatement = (run: Run) => (part: Part, index: number) => ({
  Id: `${run.id}:${index + 1}`,
  QueryString: part.sql,
  Status: part.status,
  Error: part.error,
  Duration: duration(run),
  ...times(run),
  ...counted(part),
})

const common = (run: Run) => ({ DbUser: "analyst", ...place(run), Duration: duration(run), ...times(run) })

const whole = (run: Run) => {
  const [only] = run.parts
  if (run.asked.batch || !only)
    return { HasResultSet: run.parts.some(hasRows), SubStatements: run.parts.map(subStatement(run)) }
  return { QueryString: only.sql, ...counted(only), QueryParameters: run.asked.parameters }
}

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html */
export const described = ({ run, part, id }: Found) => {
  if (part)
    return { Id: id, ...common(run), QueryString: part.sql, ...counted(part), Status: part.status, Error: part.error }
  return { Id: id, ...common(run), ...whole(run), Status: run.status, Error: run.error }
}

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_StatementData.html */
export const listed = (run: Run) => ({
  Id: run.id,
  StatementName: run.asked.name,
  Status: run.status,
  IsBatchStatement: run.asked.batch,
  ...(run.asked.batch ? { QueryStrings: run.asked.sqls } : { QueryString: run.asked.sqls[0] }),
  ...times(run),
})
