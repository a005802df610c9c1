import { Command, InvalidArgumentError, Option } from "commander"
import { type Desk, pointAt } from "#cli/operate/desk-environment"
import { selectRows } from "#cli/operate/sql"
import { merging } from "#cli/prove/merging"
import { prove } from "#cli/prove/prove"
import { asTemporaryAgent } from "#cli/prove/temporary-agent"
import type { Outcome } from "#cli/prove/trial"
import { positive } from "#cli/terminal/positive"
import { type OnStage, stageOption } from "#cli/terminal/stage-option"
import { issuerOf } from "#local/identity/client"
import { demoToken } from "#local/identity/demo-token"
import { readSettings } from "#local/settings"

type Options = OnStage & { url?: string; patience?: number; json?: true }

const address = (text: string): string => {
  if (/^https?:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(text) && URL.canParse(text)) return text.replace(/\/+$/, "")
  throw new InvalidArgumentError("an address on this machine is needed; a deployed stage is proven by --stage")
}

const isOnAws = ({ stage }: Desk): boolean => stage !== undefined && stage !== "local"

/** In seconds. On AWS the warehouse gets what Firehose gathers for a quarter of an hour. */
const patienceFor = (desk: Desk): number => {
  if (!isOnAws(desk)) return 60
  return desk.parts.has("analytics") ? 1_800 : 180
}

/** The demo agent of this machine, or one who is made for the proof and deleted after it. */
const asAgent = async <T>({ stage, url }: Desk, work: (token: string) => Promise<T>): Promise<T> => {
  if (stage) return asTemporaryAgent(work)
  const { dataFolder } = readSettings(process.env)
  return work(await demoToken({ folder: dataFolder, issuer: issuerOf(url), role: "agent" }))
}

const line = ({ name, seconds: taken, failure }: Outcome) =>
  `${failure ? "✗" : "✓"} ${name.padEnd(46)} ${taken.toFixed(1).padStart(5)} s${failure ? `   ${failure}` : ""}`

export const proveCommand = () =>
  new Command("prove")
    .description("send a ticket through every door and check every station; exit 0 only if all hold")
    .addOption(stageOption())
    .addOption(
      new Option("--url <url>", "another desk on this machine than that of PORT").argParser(address).conflicts("stage"),
    )
    .option("--patience <seconds>", "for everything together; 60 on this machine, 1800 on a stage", positive)
    .option("--json", "the outcomes as JSON")
    .action(async ({ patience, json, ...where }: Options) => {
      const desk = await pointAt(where)
      const onOutcome = (outcome: Outcome) => (json ? undefined : console.log(line(outcome)))
      const select = isOnAws(desk) ? merging(selectRows) : selectRows
      const proof = { desk, patience: patience ?? patienceFor(desk), select, onOutcome }
      const outcomes = await asAgent(desk, (token) => prove({ ...proof, token }))
      const failed = outcomes.filter(({ failure }) => failure !== undefined)
      if (json) console.log(JSON.stringify(outcomes, null, 2))
      else console.log(`\n${outcomes.length - failed.length} of ${outcomes.length} stations hold`)
      if (failed.length > 0) throw new Error(`Not proven: ${failed.map(({ name }) => name).join(", ")}`)
    })
