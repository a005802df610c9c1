import { Command } from "commander"
import { pointAt } from "#cli/operate/desk-environment"
import { healed, listed } from "#cli/operate/poisoned"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { parse } from "#core/invalid"
import { TicketId } from "#schemas/id"

/** Imported only once the environment is set: the clients read it when they are made. */
const desk = async (where: OnStage) => {
  await pointAt(where)
  const [{ rows }, { heal, standing }] = await Promise.all([
    import("#functions/views/rows"),
    import("#functions/views/poisoned"),
  ])
  return { rows, heal, standing }
}

const list = () =>
  new Command("list")
    .description("the rows that stand still before an event that they cannot take, and why")
    .option("--json", "as JSON")
    .addOption(stageOption())
    .action(async ({ json, ...where }: OnStage & { json?: true }) => {
      const { rows, standing } = await desk(where)
      const found = await standing(rows)
      console.log(json ? JSON.stringify(found, null, 2) : listed(found))
    })

const heal = () =>
  new Command("heal")
    .description("bring poisoned rows up to date from the event store, once the fix is deployed")
    .argument("[ticketId]", "the rows of one ticket; all without it")
    .addOption(stageOption())
    .action(async (ticketId: string | undefined, where: OnStage) => {
      const { rows, heal } = await desk(where)
      const healings = await heal(rows, ticketId === undefined ? undefined : parse(TicketId, ticketId))
      console.log(healed(healings))
      if (healings.some(({ poison }) => poison)) process.exitCode = 1
    })

export const poisonedCommand = () =>
  new Command("poisoned")
    .description("rows of read models that an event has stopped")
    .addCommand(list())
    .addCommand(heal())
