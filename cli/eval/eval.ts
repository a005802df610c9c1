import { parseArgs } from "node:util"
import { agreement } from "#cli/eval/agreement"
import { attackReport } from "#cli/eval/attacks"
import { publicSets } from "#cli/eval/public-sets"
import { agreed, evaluate, printed, type Report } from "#cli/eval/report"
import { isHeldOut, jsonLines, LabelledTicket, trainingSet } from "#cli/train/training-set"

const usage = `npm run eval [-- --tickets <file>] [-- --attacks <file>] [-- --json]
  --tickets <file>  JSON lines of labelled tickets, in the form of data/triage/README.md; without it, the
                    tickets of data/triage that nothing is trained on
  --attacks <file>  JSON of hostile texts and the tickets that carry them (cli/eval/attacks.ts)
  --json            for machines`

const { values } = parseArgs({
  options: {
    tickets: { type: "string" },
    attacks: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
})

const main = async () => {
  if (values.help) return console.log(usage)
  const tickets = values.tickets ? jsonLines(values.tickets, LabelledTicket) : trainingSet().filter(isHeldOut)
  const attacks = values.attacks && { attacks: await attackReport(values.attacks) }
  const report: Report = { ...evaluate(tickets, publicSets()), ...attacks }
  if (values.json) return console.log(JSON.stringify(report, null, 2))
  console.log(printed(report))
  if (!values.tickets) console.log(`\n${agreed(agreement())}`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
