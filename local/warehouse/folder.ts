import { cp, mkdir, readdir, rename, rm } from "node:fs/promises"
import { dirname } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { columnsQuery, database, schemaChanges } from "#functions/warehouse/schema"
import { emptyDatabase } from "#local/warehouse/empty-database"
import { redshiftFunctions } from "#local/warehouse/redshift-functions"

/** The files in the folder; none where it does not exist. */
const filesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return []
    throw error
  }
}

/** Made beside its place and then moved there, so that what is killed half-way is not taken for a database. */
const initialise = async (folder: string) => {
  const beside = `${folder}.new`
  await rm(beside, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await cp(await emptyDatabase(), beside, { recursive: true })
  await rename(beside, folder)
}

/** PostgreSQL's own words about damaged files are about its build, not about the files. */
const startOn = async (dataDir: string): Promise<PGlite> => {
  try {
    return await PGlite.create({ dataDir, database })
  } catch {
    throw new Error("PostgreSQL cannot start on what it holds")
  }
}

const open = async (folder: string): Promise<PGlite> => {
  const files = await filesIn(folder)
  if (files.length === 0) await initialise(folder)
  else if (!files.includes("PG_VERSION")) throw new Error("it holds something else")
  const pg = await startOn(folder)
  // As prepare-warehouse does, which also runs: here nobody who asks or loads at once may miss a table or a column.
  const { rows } = await pg.query<{ name: string }>(columnsQuery)
  const found = new Set(rows.map(({ name }) => name))
  for (const statement of [...schemaChanges(found).flat(), ...redshiftFunctions]) await pg.exec(statement)
  return pg
}

/** Opens the warehouse's database with its tables and functions; makes a new one where the folder is missing or empty. */
export const openFolder = async (folder: string): Promise<PGlite> => {
  try {
    return await open(folder)
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split("\n")
    throw new Error(`The warehouse in ${folder} cannot be opened (${reason}): move that folder away and start again`)
  }
}
