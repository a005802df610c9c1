import { Command } from "commander"
import { pointAt } from "#cli/desk-environment"
import { askWarehouse, asObjects, asTable } from "#cli/sql"

export const sqlCommand = () =>
  new Command("sql")
    .description("run a query on the warehouse through the Redshift Data API")
    .argument("<select>", 'such as "select priority, count(*) from processed_tickets group by priority"')
    .option("--json", "one object per row, keyed by column")
    .action(async (sql: string, { json }: { json?: true }) => {
      pointAt()
      const result = await askWarehouse(sql)
      console.log(json ? JSON.stringify(asObjects(result), null, 2) : asTable(result))
    })
