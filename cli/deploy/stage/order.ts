import { createInterface } from "node:readline/promises"
import { callerIdentity } from "#cli/deploy/stage/caller"
import { stageVariables, type Variables } from "#cli/deploy/stage/variables"
import { readSettings, type Settings } from "#stacks/settings"

/** Where a deployment happens, and who is asked and told. Tests give others. */
export type World = {
  say: (line: string) => void
  /** Answers what a person types. Throws where nobody can be asked. */
  ask: (question: string) => Promise<string>
  /** Where `.env` and `.env.<stage>` lie; the root of the repository unless given. */
  folder?: string
  /** SST; that of the lock file unless given. */
  program?: string
}

const askOnTerminal = async (question: string): Promise<string> => {
  if (!process.stdin.isTTY) throw new Error("Nobody can be asked here: add --yes if you mean it")
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  return terminal.question(question).finally(() => terminal.close())
}

export const terminal: World = { say: console.log, ask: askOnTerminal }

/** A stage whose settings and credentials hold. */
export type Order = { settings: Settings; variables: Variables }

/**
 * Reads the settings of a stage, then asks AWS whose account it is, and says so. From then on the environment is the
 * stage's. Throws one line where a setting or the credentials are wrong; nothing was changed then.
 */
export const prepare = async (stage: string, { say, folder }: World): Promise<Order> => {
  const variables = stageVariables(stage, folder)
  const settings = readSettings(stage, variables)
  Object.assign(process.env, variables, { AWS_REGION: settings.region })
  const { account, arn } = await callerIdentity()
  say(`Stage ${stage} (${settings.kind}) in account ${account}, region ${settings.region}, as ${arn}`)
  return { settings, variables: { ...variables, AWS_REGION: settings.region } }
}

/** Lets nobody do by mistake what cannot be undone. Throws where the stage's name is not what was typed. */
export const confirm = async (stage: string, { ask }: World, yes: boolean): Promise<void> => {
  if (yes) return
  const typed = await ask(`Type ${stage} to go on: `)
  if (typed.trim() !== stage) throw new Error("Nothing was done: that is not the stage's name")
}
