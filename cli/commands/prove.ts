import { Command, InvalidArgumentError } from "commander"
import { type DeskAddress, isLocal, pointAt } from "#cli/desk-environment"
import { prove } from "#cli/prove/prove"
import type { Outcome } from "#cli/prove/trial"
import { selectRows } from "#cli/sql"
import { issuerOf } from "#local/identity/client"
import { demoToken } from "#local/identity/demo-token"

type Options = { url?: string; token?: string; patience: number; json?: true }

const seconds = (text: string): number => {
  const value = Number(text)
  if (value > 0) return value
  throw new InvalidArgumentError("a number of seconds is needed")
}

const address = (text: string): string => {
  if (/^https?:/.test(text) && URL.canParse(text)) return text.replace(/\/+$/, "")
  throw new InvalidArgumentError("an address such as https://desk.example.com is needed")
}

const tokenFor = async ({ url, dataFolder }: DeskAddress, given: string | undefined): Promise<string> => {
  if (given) return given
  if (isLocal(url)) return demoToken({ folder: dataFolder, issuer: issuerOf(url), role: "agent" })
  throw new Error("A deployed stage needs an agent's ID token: pass --token or set PROVE_TOKEN")
}

const line = ({ name, seconds: taken, failure }: Outcome) =>
  `${failure ? "✗" : "✓"} ${name.padEnd(46)} ${taken.toFixed(1).padStart(5)} s${failure ? `   ${failure}` : ""}`

export const proveCommand = () =>
  new Command("prove")
    .description("send a ticket through every door and check every station; exit 0 only if all hold")
    .option("--url <url>", "the desk to prove; this machine's without it", address)
    .option("--token <jwt>", "an agent's ID token, for a deployed stage", process.env.PROVE_TOKEN)
    .option("--patience <seconds>", "for everything together", seconds, 60)
    .option("--json", "the outcomes as JSON")
    .action(async ({ url, token, patience, json }: Options) => {
      const desk = pointAt(url)
      const onOutcome = (outcome: Outcome) => (json ? undefined : console.log(line(outcome)))
      const found = { url: desk.url, token: await tokenFor(desk, token) }
      const outcomes = await prove({ ...found, patience, select: selectRows, onOutcome })
      const failed = outcomes.filter(({ failure }) => failure !== undefined)
      if (json) console.log(JSON.stringify(outcomes, null, 2))
      else console.log(`\n${outcomes.length - failed.length} of ${outcomes.length} stations hold`)
      if (failed.length > 0) throw new Error(`Not proven: ${failed.map(({ name }) => name).join(", ")}`)
    })
