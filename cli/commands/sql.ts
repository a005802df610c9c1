import { Command } from "commander"
import { pointAt } from "#cli/desk-environment"
import { askWarehouse, asObjects, asTable } from "#cli/sql"
import { type OnStage, stageOption } from "#cli/stage/option"

export const sqlCommand = () =>
  new Command("sql")
    .description("run a query on the warehouse through the Redshift Data API")
    .argument("<select>", 'such as "select priority, count(*) from processed_tickets group by priority"')
    .option("--json", "one object per row, keyed by column")
    .addOption(stageOption())
    .action(async (sql: string, { json, ...where }: OnStage & { json?: true }) => {
      await pointAt(where)
      const result = await askWarehouse(sql)
      console.log(json ? JSON.stringify(asObjects(result), null, 2) : asTable(result))
    })
