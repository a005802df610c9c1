import { PGlite } from "@electric-sql/pglite"
import { database } from "#functions/warehouse/schema"
import { builtOnce } from "#local/built-once"
import { installedVersion } from "#local/installed-version"

const make = async (dataDir: string) => {
  const pg = await PGlite.create({ dataDir })
  await pg.exec(`create database ${database}`)
  await pg.close()
}

/**
 * A folder with the files of a database without tables, to be copied: PostgreSQL takes nine seconds of work to make a new
 * one, and a copy takes none. Made once per version of PGlite.
 */
export const emptyDatabase = (): Promise<string> =>
  builtOnce(`empty-database-${installedVersion("@electric-sql/pglite")}`, make)
