import { Command } from "commander"
import { pointAt } from "#cli/operate/desk-environment"
import { askWarehouse, asObjects, asTable } from "#cli/operate/sql"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { env } from "#functions/lib/env"

export const sqlCommand = () =>
  new Command("sql")
    .description("run a query on the warehouse through the Redshift Data API")
    .argument("<select>", 'such as "select priority, count(*) from processed_tickets group by priority"')
    .option("--json", "one object per row, keyed by column")
    .option("--admin", "as the warehouse's administrator, whose password the secret has")
    .addOption(stageOption())
    .action(async (sql: string, { json, admin, ...where }: OnStage & { json?: true; admin?: true }) => {
      await pointAt(where)
      const result = await askWarehouse(sql, admin && env("WAREHOUSE_ADMIN_ARN"))
      console.log(json ? JSON.stringify(asObjects(result), null, 2) : asTable(result))
    })
