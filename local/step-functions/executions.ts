import { z } from "zod"
import type { State } from "#local/state"
import { transaction } from "#local/transaction"

export const Status = z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"])
export type Status = z.infer<typeof Status>

const text = z.string().nullable()

/** A stored execution. `id` grows with every start; times are milliseconds since 1970. */
const Row = z.object({
  id: z.number(),
  arn: z.string(),
  machine: z.string(),
  name: z.string(),
  input: z.string(),
  status: Status,
  started: z.number(),
  stopped: z.number().nullable(),
  output: text,
  error: text,
  cause: text,
})
export type Execution = z.infer<typeof Row>

export type Started = Pick<Execution, "arn" | "machine" | "name" | "input" | "started">
export type Outcome = { status: Status; output?: string; error?: string; cause?: string }

/** How much of the past is kept: finished executions, and those of them whose history is kept too. */
const day = 24 * 60 * 60 * 1000
const finishedKept = 10_000
const historiesKept = 1_000

const schema = `
  create table if not exists executions (
    id integer primary key autoincrement, arn text not null unique, machine text not null, name text not null,
    input text not null, status text not null, started integer not null,
    stopped integer, output text, error text, cause text);
  create index if not exists executions_by_status on executions (status, id);
  create table if not exists execution_history (
    arn text not null, id integer not null, event text not null, primary key (arn, id)) without rowid;
`

/** Events are written together, when somebody asks or the execution ends: a crash begins it anew, and its history too. */
const historyOf = (state: State) => {
  const insert = state.prepare("insert or replace into execution_history (arn, id, event) values (?, ?, ?)")
  const remove = state.prepare("delete from execution_history where arn = ?")
  const select = state.prepare("select event from execution_history where arn = ? order by id")
  const unwritten = new Map<string, { id: number; event: string }[]>()
  const write = (arn: string) => {
    for (const { id, event } of unwritten.get(arn) ?? []) insert.run(arn, id, event)
    unwritten.delete(arn)
  }
  return {
    forget: (arn: string) => {
      unwritten.delete(arn)
      remove.run(arn)
    },
    append: (arn: string, id: number, event: object) => {
      unwritten.set(arn, [...(unwritten.get(arn) ?? []), { id, event: JSON.stringify(event) }])
    },
    write,
    read: (arn: string): unknown[] => {
      transaction(state, () => write(arn))
      return select.all(arn).map((row) => JSON.parse(z.object({ event: z.string() }).parse(row).event))
    },
  }
}

const pruning = (state: State) => {
  const oldest = (kept: number) => `(select coalesce(max(id), 0) - ${kept} from executions)`
  const executions = state.prepare(
    `delete from executions where status <> 'RUNNING' and (stopped < ? or id <= ${oldest(finishedKept)})`,
  )
  const histories = state.prepare(
    `delete from execution_history where arn not in
       (select arn from executions where status = 'RUNNING' or id > ${oldest(historiesKept)})`,
  )
  return (now: number) => {
    executions.run(now - day)
    histories.run()
  }
}

/** The executions table: an execution is here before its start is acknowledged, and survives `kill -9`. */
export const executionStore = (state: State) => {
  state.exec(schema)
  const insert = state.prepare(
    "insert into executions (arn, machine, name, input, status, started) values (?, ?, ?, ?, 'RUNNING', ?)",
  )
  const finish = state.prepare(
    `update executions set status = ?, stopped = ?, output = ?, error = ?, cause = ? where arn = ? and status = 'RUNNING'`,
  )
  const byArn = state.prepare("select * from executions where arn = ?")
  const unfinished = state.prepare("select arn from executions where status = 'RUNNING' order by id")
  const page = state.prepare(
    `select * from executions where machine = ? and id < ? and (? is null or status = ?) order by id desc limit ?`,
  )
  const history = historyOf(state)
  return {
    insert: ({ arn, machine, name, input, started }: Started) => insert.run(arn, machine, name, input, started),
    /** Only an execution that still runs can finish: who comes second changes nothing. */
    finish: (arn: string, now: number, { status, output, error, cause }: Outcome) =>
      transaction(state, () => {
        history.write(arn)
        finish.run(status, now, output ?? null, error ?? null, cause ?? null, arn)
      }),
    find: (arn: string): Execution | undefined => {
      const row = byArn.get(arn)
      return row && Row.parse(row)
    },
    /** The ARNs of all that were started and have not finished, the oldest first. */
    unfinished: (): string[] => unfinished.all().map((row) => z.object({ arn: z.string() }).parse(row).arn),
    /** Newest first, those before the id `before`. */
    list: (machine: string, before: number, { status, limit }: { status: Status | undefined; limit: number }) =>
      page.all(machine, before, status ?? null, status ?? null, limit).map((row) => Row.parse(row)),
    prune: pruning(state),
    history,
  }
}

export type ExecutionStore = ReturnType<typeof executionStore>
