import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data"
import { expect, onTestFinished, test } from "vitest"
import { mergeWarehouse } from "#functions/jobs/merge-warehouse"
import { processedTickets } from "#functions/warehouse/tables"
import { credentials } from "#local/clients"
import { redshiftData } from "#local/redshift-data/redshift-data"
import { region } from "#local/region"
import { copyJson } from "#local/warehouse/copy-json"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { startedWarehouse } from "#test/support/started-warehouse"
import { goodTicket } from "#test/support/warehouse-tables"

test("the merge runs through Redshift's Data API, while rows arrive, and loses and doubles none", async () => {
  const warehouse = await startedWarehouse()
  onTestFinished(warehouse.close)
  const { url } = await localAws(redshiftData(warehouse))
  const client = new RedshiftDataClient({ endpoint: url, region, credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  const run = mergeWarehouse({
    submit: async (Sqls) => {
      const batch = { Database: "analytics", WorkgroupName: "analytics", Sqls }
      const { Id = "" } = await client.send(new BatchExecuteStatementCommand(batch))
      return Id
    },
    look: (Id) => client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 1 })),
    pause: async () => undefined,
  })

  const lines = Array.from({ length: 300 }, (_, n) => JSON.stringify({ ...goodTicket, ticket_id: `TKT-${n}` }))
  const arriving = lines.map((line) => copyJson(warehouse)(processedTickets.staging, [line, line]))
  const merges = [await run(), await run(), await run()]
  await Promise.all(arriving)
  expect(merges).toEqual([{ status: "FINISHED" }, { status: "FINISHED" }, { status: "FINISHED" }])

  await eventually(async () => {
    await run()
    const { rows } = await warehouse.query(
      `select (select count(*) from processed_tickets), (select count(*) from rejected_tickets),
              (select count(*) from processed_tickets_staging)`,
    )
    expect(rows).toEqual([[300, 0, 0]])
  })
})
