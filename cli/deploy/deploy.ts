import { Command, Option } from "commander"
import { findStage } from "#cli/deploy/stage/find"
import { confirm, type Order, prepare, terminal, type World } from "#cli/deploy/stage/order"
import { sst } from "#cli/deploy/stage/sst"
import { run } from "#cli/run"
import type { StageDescription } from "#stacks/described"

/** What may be done instead of deploying; none of it changes what the stage has. */
const others = ["diff", "refresh", "unlock"] as const

export type Deployment = { stage: string; yes?: true } & { [Other in (typeof others)[number]]?: true }

const next = ({ settings }: Order, { url }: StageDescription): string => {
  const to = `--stage ${settings.stage}`
  return [
    "",
    `${settings.without.has("web") ? "The API" : "The desk"} is at ${url}`,
    "",
    "Next (docs/guides/operator.md):",
    `  Confirm what AWS mails to ${[...settings.alarmEmails, ...settings.teamEmails, settings.mailFrom].join(", ")}`,
    `  npm run desk -- user add <email> --role admin --name "<name>" ${to}`,
    `  npm run prove -- ${to}`,
  ].join("\n")
}

/**
 * Deploys a stage, or does one of the other things with it. Settings, credentials and the web app come first: nothing is
 * created where one of them is wrong. Throws one line.
 */
export const deploy = async ({ stage, yes, ...instead }: Deployment, world: World): Promise<void> => {
  const order = await prepare(stage, world)
  const { settings } = order
  const other = others.find((each) => instead[each])
  if (other) return sst(other, order, world)
  if (settings.without.size > 0) world.say(`Left out: ${[...settings.without].join(", ")}`)
  if (settings.kind === "production") await confirm(stage, world, yes === true)
  await sst("deploy", order, world)
  const found = await findStage(stage)
  if (!found) throw new Error(`SST deployed ${stage}, but nothing describes it: see what it said above`)
  world.say(next(order, found))
}

const program = () =>
  new Command("deploy")
    .description("deploy a stage to the AWS account of your credentials: docs/guides/operator.md")
    .requiredOption("--stage <stage>", "its name: your own, staging, production …", process.env.LEDGERDESK_STAGE)
    .addOption(new Option("--diff", "only say what would change").conflicts(["refresh", "unlock"]))
    .addOption(new Option("--refresh", "only let SST see what was changed by other means").conflicts("unlock"))
    .option("--unlock", "only free the stage from a deployment that was killed")
    .option("--yes", "ask nothing, also for production")
    .action((options: Deployment) => deploy(options, terminal))

if (import.meta.main) await run(program())
