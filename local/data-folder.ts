import { accessSync, constants, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

/** Tells a folder of ours from any other, so that `--fresh` never empties somebody's home. */
const mark = ".ledgerdesk-data"
/** An empty database, locked for as long as a desk runs. The lock goes with its process, whatever ends that. */
const lock = "lock.sqlite"
/** `npm run desk -- token` makes them where no desk was started yet. */
const keys = "identity-keys.json"

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error))

/** What is in the folder, which is made where it is missing. Throws one line where it cannot be written. */
const namesIn = (folder: string): string[] => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return readdirSync(folder)
  } catch (error) {
    throw new Error(`LEDGERDESK_DATA=${folder} cannot be written (${codeOf(error)}): set it to a folder that can`)
  }
}

const isOurs = (names: readonly string[]) => names.includes(mark) || names.every((name) => name === keys)

/** Held by this process to its end: a lock that nobody refers to would be collected. */
const locks: DatabaseSync[] = []

const isLocked = (error: unknown) => error instanceof Error && "errcode" in error && error.errcode === 5

const keepOthersOut = (folder: string): void => {
  const file = join(folder, lock)
  try {
    const database = new DatabaseSync(file)
    locks.push(database)
    database.exec("pragma journal_mode = memory; begin exclusive")
  } catch (error) {
    const inUse = `Another desk runs on LEDGERDESK_DATA=${folder}: stop that one, or set it to another folder`
    throw new Error(isLocked(error) ? inUse : `${file} cannot be locked (${error}): delete that file`)
  }
}

/**
 * Makes the folder ready for one desk: makes it where it is missing, keeps other desks out until this process ends, and
 * with `fresh` deletes the state of an earlier one. Throws one line where another desk runs on it, where it cannot be
 * written, and where it holds what is not a desk's.
 */
export const claimFolder = (folder: string, { fresh }: { fresh: boolean }): void => {
  const names = namesIn(folder)
  if (!isOurs(names))
    throw new Error(`LEDGERDESK_DATA=${folder} holds something else than a desk: set it to a new or an empty folder`)
  writeFileSync(join(folder, mark), "The state of a Ledgerdesk. Delete the folder to begin anew.\n")
  keepOthersOut(folder)
  const state = names.filter((name) => name !== mark && name !== lock)
  if (fresh) for (const name of state) rmSync(join(folder, name), { recursive: true })
}

/** The path of a subfolder, which is made where it is missing. Throws one line where it cannot be made. */
export const subfolder = (folder: string, name: string): string => {
  const path = join(folder, name)
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new Error(`The folder ${path} cannot be made (${error}): move away what is there, or free its place`)
  }
  return path
}
