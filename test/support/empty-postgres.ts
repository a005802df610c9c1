import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { emptyDatabase } from "#local/warehouse/empty-database"

/** PostgreSQL without tables in a folder of its own, which goes when it is closed. */
export const emptyPostgres = async (): Promise<PGlite> => {
  const dataDir = await mkdtemp(join(tmpdir(), "ledgerdesk-"))
  await cp(await emptyDatabase(), dataDir, { recursive: true })
  const db = await PGlite.create({ dataDir })
  const close = db.close.bind(db)
  db.close = async () => {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return db
}
