import { Command } from "commander"
import { pointAt } from "#cli/desk-environment"
import { healed, listed } from "#cli/poisoned"
import { parse } from "#core/invalid"
import { TicketId } from "#schemas/id"

/** Imported only once the environment is set: the clients read it when they are made. */
const desk = async () => {
  pointAt()
  const [{ rows }, { heal, standing }] = await Promise.all([
    import("#functions/lib/rows"),
    import("#functions/lib/poisoned"),
  ])
  return { rows, heal, standing }
}

const list = () =>
  new Command("list")
    .description("the rows that stand still before an event that they cannot take, and why")
    .option("--json", "as JSON")
    .action(async ({ json }: { json?: true }) => {
      const { rows, standing } = await desk()
      const found = await standing(rows)
      console.log(json ? JSON.stringify(found, null, 2) : listed(found))
    })

const heal = () =>
  new Command("heal")
    .description("bring poisoned rows up to date from the event store, once the fix is deployed")
    .argument("[ticketId]", "the rows of one ticket; all without it")
    .action(async (ticketId?: string) => {
      const { rows, heal } = await desk()
      const healings = await heal(rows, ticketId === undefined ? undefined : parse(TicketId, ticketId))
      console.log(healed(healings))
      if (healings.some(({ poison }) => poison)) process.exitCode = 1
    })

export const poisonedCommand = () =>
  new Command("poisoned")
    .description("rows of read models that an event has stopped")
    .addCommand(list())
    .addCommand(heal())
