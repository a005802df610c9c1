import { Readable } from "node:stream"
import { create } from "dynalite/db/index.js"
import { under, within } from "#local/dynamodb/keys"
import type { Level, Range } from "#local/dynamodb/store"

const elsewhere = "set LEDGERDESK_DATA to another folder"

const advice = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined
  if (code === "LEVEL_LOCKED") return `another process has it open: stop that one, or ${elsewhere}`
  // The system's own codes, such as EACCES: nothing could be made there.
  if (String(code).startsWith("E") || /permission denied|read-only/i.test(String(cause))) {
    return `make sure that it is a folder that can be written, or ${elsewhere}`
  }
  return "restore the folder, or empty it with `npm start -- --fresh`"
}

const reason = (error: unknown): string => {
  const innermost = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const [line = ""] = String(innermost instanceof Error ? innermost.message : innermost).split("\n")
  return line
}

/** An Error that says in one line which folder could not be opened, why, and what to do. */
export const cannotOpen = (folder: string, error: unknown): Error =>
  new Error(`The DynamoDB data in ${folder} cannot be opened (${reason(error)}): ${advice(error)}`, { cause: error })

/** dynalite's store on a LevelDB in `folder`, not yet opened. Tables change their state at once. */
export const createBase = (folder: string) => create({ path: folder, createTableMs: 0, updateTableMs: 0 })

/** The values under `prefix` within `range`, decoded. Replaces dynalite's stream, which never closes its iterator. */
export const valueStream = (level: Level, prefix: string, range: Range): Readable => {
  const values = level.values(within(prefix, range))
  return new Readable({
    objectMode: true,
    read() {
      values.nextv(100).then(
        (found) => {
          for (const value of found) this.push(value)
          if (found.length === 0) this.push(null)
        },
        (error: Error) => this.destroy(error),
      )
    },
    destroy(error, done) {
      values.close().then(() => done(error), done)
    },
  })
}

/** The last entry under `prefix`, where there is one. */
export const lastUnder = async (level: Level, prefix: string): Promise<[key: string, value: string] | undefined> => {
  const [last] = await level.iterator({ ...under(prefix), reverse: true, limit: 1, valueEncoding: "utf8" }).all()
  return last
}

/** Calls `visit` with every entry of `range`, a few at a time. */
export const eachEntry = async (
  level: Level,
  range: Range,
  visit: (entry: [key: string, value: string]) => void | Promise<void>,
): Promise<void> => {
  const iterator = level.iterator({ ...range, valueEncoding: "utf8" })
  try {
    for (let found = await iterator.nextv(100); found.length > 0; found = await iterator.nextv(100)) {
      for (const entry of found) await visit(entry)
    }
  } finally {
    await iterator.close()
  }
}
