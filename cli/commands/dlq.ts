import { Command } from "commander"
import { pointAt } from "#cli/operate/desk-environment"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"

/** Imported only once the environment is set: the clients read it when they are made. */
const queues = async (where: OnStage) => {
  await pointAt(where)
  return import("#cli/operate/dead-letters")
}

const list = () =>
  new Command("list")
    .description("how many letters lie in each dead-letter queue")
    .option("--json", "as JSON")
    .addOption(stageOption())
    .action(async ({ json, ...where }: OnStage & { json?: true }) => {
      const depths = await (await queues(where)).depths()
      if (json) return console.log(JSON.stringify(depths, null, 2))
      for (const { queue, letters } of depths) console.log(`${String(letters).padStart(6)}  ${queue}`)
    })

const show = () =>
  new Command("show")
    .description("the letters of one queue")
    .argument("<queue>", "a name that `dlq list` shows")
    .option("--json", "as JSON")
    .addOption(stageOption())
    .action(async (queue: string, { json, ...where }: OnStage & { json?: true }) => {
      const letters = await (await queues(where)).lettersIn(queue)
      if (json) return console.log(JSON.stringify(letters, null, 2))
      for (const { sentAt, messageId, body } of letters) console.log(`${sentAt}  ${messageId}\n  ${body}\n`)
    })

const redrive = () =>
  new Command("redrive")
    .description("give a function its dead letters again")
    .argument("<queue>", "the queue, or the function's name")
    .addOption(stageOption())
    .action(async (queue: string, where: OnStage) => {
      const { redriven, left, reasons } = await (await queues(where)).redriveQueue(queue)
      console.log(`${redriven} redriven, ${left} left`)
      if (left > 0) throw new Error(reasons.join("; ") || "The rest could not be moved: run it again")
    })

export const dlqCommand = () =>
  new Command("dlq").description("dead letters").addCommand(list()).addCommand(show()).addCommand(redrive())
