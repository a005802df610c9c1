import { Command, InvalidArgumentError, Option } from "commander"
import { defaultWarehouseHours } from "#cli/costs/defaults"
import { optionalParts, type Part } from "#stacks/settings"

const count = (text: string): number => {
  const tickets = Number(text)
  if (Number.isInteger(tickets) && tickets > 0) return tickets
  throw new InvalidArgumentError("a whole number above 0 is needed")
}

const parts = (text: string): Part[] =>
  text.split(",").map((name) => {
    const part = optionalParts.find((each) => each === name.trim())
    if (part) return part
    throw new InvalidArgumentError(`use some of ${optionalParts.join(", ")}, with commas between them`)
  })

type Options = { tickets: number; without: Part[]; warehouseHours: number; json?: true }

export const costsCommand = () =>
  new Command("costs")
    .description("what a stage costs on AWS: in a month at rest, and for so many tickets, from list prices")
    .addOption(new Option("--tickets <count>", "tickets in a month").argParser(count).default(1_000_000))
    .addOption(new Option("--without <parts>", "parts that are left out").argParser(parts).default([], "none"))
    .addOption(
      new Option("--warehouse-hours <hours>", "RPU hours that the warehouse may compute in a day")
        .argParser(count)
        .default(defaultWarehouseHours),
    )
    .option("--json", "as JSON")
    .action(async ({ tickets, without, warehouseHours, json }: Options) => {
      // Imported only now: the event store and the projections take a moment.
      const [{ measure }, { costsOf }, { reported }] = await Promise.all([
        import("#cli/costs/life"),
        import("#cli/costs/costs"),
        import("#cli/costs/report"),
      ])
      const measured = await measure()
      const costs = costsOf({ tickets, without: new Set(without), warehouseHours }, measured)
      console.log(json ? JSON.stringify({ ...costs, measured }, null, 2) : reported(costs, tickets))
    })
