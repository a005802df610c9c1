import { protocol } from "@electric-sql/pglite"
import { database } from "#functions/warehouse/schema"
import { openFolder } from "#local/warehouse/folder"
import { toPostgres } from "#local/warehouse/redshift-dialect"
import { type Owner, type Turns, turns } from "#local/warehouse/turns"

/** One SQL statement. Parameters are `$1`, `$2`, … and given as text, which PostgreSQL reads as the type it needs. */
export type Statement = { sql: string; params?: readonly (string | null)[] }
export type Cell = string | number | boolean | null
/** `type` is PostgreSQL's type OID. Cells of other types than numbers and booleans are PostgreSQL's text. */
export type ResultSet = { columns: { name: string; type: number }[]; rows: Cell[][]; affected: number }

/** SQL that PostgreSQL refused. `code` is the SQLSTATE, `statement` the failed one's place, from 0. */
export class SqlError extends Error {
  readonly code: string
  readonly statement: number
  constructor(message: string, code: string, statement = 0) {
    super(message)
    this.name = "SqlError"
    this.code = code
    this.statement = statement
  }
}

/** PostgreSQL itself broke down, as WebAssembly does when it runs out of stack: nothing works until it is started anew. */
export class Broken extends Error {}

export type Database = {
  turns: Turns
  /** Bytes of the wire protocol in and out, for who has the turn. */
  raw: (bytes: Uint8Array) => Promise<Uint8Array>
  /** What a client gets when it has signed in. */
  greeting: Uint8Array
  /** Runs the statements as one transaction. Throws SqlError and Broken. */
  execute: (statements: readonly Statement[]) => Promise<ResultSet[]>
  /** Writes down what only the log holds, and reuses the space of deleted rows: nobody else does in one process. */
  tidy: () => Promise<void>
  close: () => Promise<void>
}

type Pg = Awaited<ReturnType<typeof openFolder>>
type Message = Awaited<ReturnType<Pg["execProtocol"]>>["messages"][number]

const { serialize, messages } = protocol

const numbers = new Set([20, 21, 23, 26, 700, 701])
const boolean = 16

const cell = (text: string | null, type: number | undefined): Cell => {
  if (text === null || type === undefined) return text
  if (type === boolean) return text === "t"
  return numbers.has(type) && Number.isFinite(Number(text)) ? Number(text) : text
}

const resultSet = (answer: readonly Message[]): ResultSet => {
  const result: ResultSet = { columns: [], rows: [], affected: 0 }
  for (const message of answer) {
    if (message instanceof messages.RowDescriptionMessage)
      result.columns = message.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }))
    if (message instanceof messages.DataRowMessage)
      result.rows.push(message.fields.map((text, index) => cell(text, result.columns[index]?.type)))
    if (message instanceof messages.CommandCompleteMessage)
      result.affected = Number(/\d+$/.exec(message.text)?.[0] ?? result.rows.length)
  }
  return result
}

/** Sends messages and reads the answer. One that does not end in ReadyForQuery comes from a PostgreSQL that is broken. */
const exchange = async (pg: Pg, ...parts: Uint8Array[]): Promise<ResultSet> => {
  try {
    const { messages: answer } = await pg.execProtocol(Buffer.concat(parts))
    if (answer.some((message) => message instanceof messages.ReadyForQueryMessage)) return resultSet(answer)
  } catch (error) {
    if (error instanceof messages.DatabaseError) throw new SqlError(error.message, error.code ?? "XX000")
    throw new Broken(`PostgreSQL stopped: ${error instanceof Error ? error.message : error}`)
  }
  throw new Broken("PostgreSQL stopped answering in the middle of a statement")
}

const simple = (pg: Pg, sql: string) => exchange(pg, serialize.query(sql))

const run = (pg: Pg, { sql, params = [] }: Statement) =>
  exchange(
    pg,
    serialize.parse({ text: toPostgres(sql) }),
    serialize.bind({ values: [...params] }),
    serialize.describe({ type: "P" }),
    serialize.execute({}),
    serialize.sync(),
  )

/** Whatever a client has set for the session that all share must not change what the platform's own statements mean. */
const begin = `begin read write; set local search_path to public; set local client_encoding to 'UTF8';
  set local datestyle to 'ISO, MDY'; set local timezone to 'UTC'; set local standard_conforming_strings to on`

const all = async (pg: Pg, statements: readonly Statement[]): Promise<ResultSet[]> => {
  const results: ResultSet[] = []
  for (const [index, statement] of statements.entries())
    try {
      results.push(await run(pg, statement))
    } catch (error) {
      if (error instanceof SqlError) throw new SqlError(error.message, error.code, index)
      throw error
    }
  return results
}

const inTransaction = async (pg: Pg, statements: readonly Statement[]): Promise<ResultSet[]> => {
  await simple(pg, begin)
  try {
    const results = await all(pg, statements)
    await simple(pg, "commit")
    return results
  } catch (error) {
    if (error instanceof SqlError) await simple(pg, "rollback")
    throw error
  }
}

/** What VACUUM and its like answer: they want to be alone, outside of a transaction. */
const notInTransaction = "25001"

const execute = async (pg: Pg, statements: readonly Statement[]): Promise<ResultSet[]> => {
  try {
    return await inTransaction(pg, statements)
  } catch (error) {
    if (!(error instanceof SqlError && error.code === notInTransaction && statements.length === 1)) throw error
    return all(pg, statements)
  }
}

/** Opens the database in the folder, or makes a new one there. Throws an error of one line where it cannot be opened. */
export const openDatabase = async (folder: string): Promise<Database> => {
  const pg = await openFolder(folder)
  const shared = turns()
  const platform: Owner = {}
  // PGlite answers with a view of memory that the next answer overwrites.
  const raw = async (bytes: Uint8Array) => (await pg.execProtocolRaw(bytes)).slice()
  return {
    turns: shared,
    raw,
    greeting: await raw(serialize.startup({ user: "analyst", database })),
    execute: (statements) => shared.take(platform, () => execute(pg, statements)),
    tidy: () =>
      shared.take(platform, async () => {
        await simple(pg, "vacuum")
        await simple(pg, "checkpoint")
      }),
    close: () => shared.take(platform, () => pg.close()),
  }
}
