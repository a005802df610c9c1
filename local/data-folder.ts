import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** Tells a folder of ours from any other, so that `--fresh` never empties somebody's home. */
const mark = ".ledgerdesk-data"

const reason = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error))

/** Makes the data folder if it is not there. Throws one line where it cannot be written. */
export const writableFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    writeFileSync(join(folder, mark), "The state of a Ledgerdesk. Delete the folder to begin anew.\n")
  } catch (error) {
    throw new Error(`LEDGERDESK_DATA=${folder} cannot be written (${reason(error)}): set it to a folder that can`)
  }
}

/** Deletes everything in the data folder. Throws where the folder holds anything but a desk's state. */
export const emptyFolder = (folder: string): void => {
  if (!existsSync(folder)) return
  const names = readdirSync(folder)
  if (names.length > 0 && !names.includes(mark))
    throw new Error(`LEDGERDESK_DATA=${folder} is not a desk's data folder, so --fresh leaves it alone: choose another`)
  for (const name of names) rmSync(join(folder, name), { recursive: true })
}
