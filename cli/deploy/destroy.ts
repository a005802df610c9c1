import { Command } from "commander"
import { findStage, OtherVersion } from "#cli/deploy/stage/find"
import { type Left, whatIsLeft } from "#cli/deploy/stage/left"
import { confirm, type Order, prepare, terminal, type World } from "#cli/deploy/stage/order"
import { sst } from "#cli/deploy/stage/sst"
import { run } from "#cli/run"

export type Destruction = { stage: string; yes?: true }

const warning = ({ settings: { stage, kept } }: Order): string =>
  kept
    ? `Everything of ${stage} goes but its data: tables, buckets, users and their key stay, and cost money`
    : `Everything of ${stage} goes for good: every ticket, attachment and user`

const listed = (stage: string, left: readonly Left[]): string =>
  left.length === 0
    ? `Nothing with data in it is left of ${stage}`
    : [`Of ${stage} there is still:`, ...left.map(({ what, how }) => `  ${what}\n    ${how}`)].join("\n")

/** What the stage says of itself, where that can be read: it can be removed without. */
const description = async (stage: string) => {
  try {
    return await findStage(stage)
  } catch (error) {
    if (error instanceof OtherVersion) return undefined
    throw error
  }
}

/**
 * Removes a stage, and says what is left of it. Throws one line for a protected stage, and where a setting or the
 * credentials are wrong.
 */
export const destroy = async ({ stage, yes }: Destruction, world: World): Promise<void> => {
  const order = await prepare(stage, world)
  if (order.settings.protected)
    throw new Error(
      `${stage} is protected: set LEDGERDESK_UNPROTECTED=${stage} for this one command, see "Destroy" in docs/guides/operator.md`,
    )
  const found = await description(stage)
  world.say(warning(order))
  await confirm(stage, world, yes === true)
  await sst("remove", order, world)
  world.say(
    found
      ? listed(stage, await whatIsLeft(found))
      : `Stage ${stage} never came up whole, or is of another version: look for what begins with ${stage}-`,
  )
}

const program = () =>
  new Command("destroy")
    .description("remove a stage from the AWS account of your credentials: docs/guides/operator.md")
    .requiredOption("--stage <stage>", "its name")
    .option("--yes", "do not ask for the stage's name")
    .action((options: Destruction) => destroy(options, terminal))

if (import.meta.main) await run(program())
