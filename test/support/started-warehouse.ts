import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startWarehouse, type Warehouse } from "#local/warehouse/warehouse"

/** A warehouse in a folder of its own, open, which goes with it when it is closed. Takes seconds: share it in a file. */
export const startedWarehouse = async (): Promise<Warehouse> => {
  const folder = await mkdtemp(join(tmpdir(), "ledgerdesk-"))
  const warehouse = await startWarehouse({ folder: join(folder, "warehouse"), port: 0 })
  await warehouse.ready
  const close = async () => {
    await warehouse.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { ...warehouse, close }
}
