import { readFileSync } from "node:fs"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { z } from "zod"
import { database } from "#functions/warehouse/schema"
import { builtOnce } from "#local/built-once"

const manifest = join(import.meta.dirname, "..", "..", "node_modules", "@electric-sql", "pglite", "package.json")

const make = async (dataDir: string) => {
  const pg = await PGlite.create({ dataDir })
  await pg.exec(`create database ${database}`)
  await pg.close()
}

/**
 * A folder with the files of a database without tables, to be copied: PostgreSQL takes nine seconds of work to make a new
 * one, and a copy takes none. Made once per version of PGlite.
 */
export const emptyDatabase = (): Promise<string> => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, "utf8")))
  return builtOnce(`empty-database-${version}`, make)
}
