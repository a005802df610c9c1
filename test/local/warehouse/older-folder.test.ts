import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { processedTickets } from "#functions/warehouse/tables"
import { copyJson } from "#local/warehouse/copy-json"
import { startWarehouse } from "#local/warehouse/warehouse"
import { makeOlder, olderTicket } from "#test/support/older-warehouse"
import { temporaryFolder } from "#test/support/temporary"
import { goodTicket } from "#test/support/warehouse-tables"

test("a folder of an older version has the new columns before anything can be loaded, and its rows", async () => {
  const folder = join(await temporaryFolder(), "warehouse")
  const older = await startWarehouse({ folder, port: 0 })
  await makeOlder(older)
  await copyJson(older)(processedTickets.staging, [JSON.stringify(olderTicket)])
  await older.close()

  const warehouse = await startWarehouse({ folder, port: 0 })
  onTestFinished(warehouse.close)
  await copyJson(warehouse)(processedTickets.staging, [JSON.stringify(goodTicket)])
  const { rows } = await warehouse.query(`select ticket_id, category from ${processedTickets.staging} order by 1`)
  expect(rows).toEqual([
    ["TKT-1", "hardware"],
    ["TKT-OLD", null],
  ])
}, 120_000)
