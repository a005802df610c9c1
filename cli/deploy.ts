import { relative } from "node:path"
import { Command } from "commander"
import { explained } from "#cli/explained"
import { root, runSst } from "#cli/sst-platform"
import { findStage } from "#cli/stage/find"
import { confirm, type Order, prepare, terminal, type World } from "#cli/stage/order"
import { builtWebApp } from "#local/web-build"
import type { StageDescription } from "#stacks/described"

export type Deployment = { stage: string; diff?: true; yes?: true }

/** The stacks publish the app that was built from the sources as they are, unless the settings name another. */
const webFolder = async ({ settings, variables }: Order): Promise<Record<string, string>> => {
  if (settings.without.has("web") || variables.LEDGERDESK_WEB_FOLDER) return {}
  return { LEDGERDESK_WEB_FOLDER: relative(root, await builtWebApp()) }
}

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
 * Deploys a stage, or with `diff` says what a deployment would change. Settings, credentials and the web app come first:
 * nothing is created where one of them is wrong. Throws one line.
 */
export const deploy = async ({ stage, diff, yes }: Deployment, world: World): Promise<void> => {
  const order = await prepare(stage, world)
  const { settings, variables } = order
  if (settings.without.size > 0) world.say(`Left out: ${[...settings.without].join(", ")}`)
  if (settings.kind === "production" && !diff) await confirm(stage, world, yes === true)
  const env = { ...variables, ...(await webFolder(order)) }
  const program = world.program ? { program: world.program } : {}
  await runSst({ args: [diff ? "diff" : "deploy", "--stage", stage], env, ...program })
  if (diff) return
  const found = await findStage(stage)
  if (!found) throw new Error(`SST deployed ${stage}, but nothing describes it: see what it said above`)
  world.say(next(order, found))
}

const program = () =>
  new Command("deploy")
    .description("deploy a stage to the AWS account of your credentials: docs/guides/operator.md")
    .requiredOption("--stage <stage>", "its name: your own, staging, production …", process.env.LEDGERDESK_STAGE)
    .option("--diff", "only say what would change")
    .option("--yes", "ask nothing, also for production")
    .action((options: Deployment) => deploy(options, terminal))

if (import.meta.main)
  await program()
    .parseAsync(process.argv)
    .catch((error: unknown) => {
      console.error(explained(error))
      process.exitCode = 1
    })
