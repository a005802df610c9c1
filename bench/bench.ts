import { mkdirSync, writeFileSync } from "node:fs"
import { cpus } from "node:os"
import { join } from "node:path"
import { arena } from "./arena.ts"
import { cases } from "./cases.ts"
import { ledgerdesk } from "./contenders/ledgerdesk.ts"
import { startEndpoint } from "./endpoint.ts"
import { peers } from "./peers.ts"
import { type Report, reportText, sectionText } from "./report.ts"
import type { Section } from "./section.ts"
import { sizes } from "./setting.ts"

/** `npm run bench [-- case …]`: measures and prints tables; a run of every case is written to bench/results/ as well. */

/** One line that is drawn over; nothing where nobody looks. */
const progress = (text: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}

const chosen = () => {
  const names = process.argv.slice(2)
  const unknown = names.find((name) => !Object.keys(cases).includes(name))
  if (unknown) throw new Error(`There is no case ${unknown}: one of ${Object.keys(cases).join(", ")}`)
  return Object.entries(cases).filter(([name]) => names.length === 0 || names.includes(name))
}

const measure = async (): Promise<Report> => {
  const chosenCases = chosen()
  const contenders = [ledgerdesk, ...(await peers())]
  const endpoint = await startEndpoint()
  const meeting = await arena(endpoint.url)
  const sections: Section[] = []
  try {
    for (const [, run] of chosenCases) {
      const section = await run({ arena: meeting, sizes, contenders, progress })
      progress("")
      console.log(`${sectionText(section)}\n`)
      sections.push(section)
    }
  } finally {
    await meeting.close()
    await endpoint.close()
  }
  const transactions = meeting.transactions
    ? []
    : [
        "Transactions: the endpoint has none. The peers' are sent as their parts, at once and without atomicity; capacity counts them at AWS's price.",
      ]
  const [cpu] = cpus()
  return {
    date: new Date().toISOString(),
    machine: { cores: cpus().length, cpu: cpu?.model ?? "?", node: process.version, platform: process.platform },
    endpoint: endpoint.name,
    sections,
    remarks: transactions,
  }
}

const write = (report: Report) => {
  const folder = join(import.meta.dirname, "results")
  mkdirSync(folder, { recursive: true })
  const name = join(folder, report.date.slice(0, 10))
  writeFileSync(`${name}.json`, `${JSON.stringify(report, undefined, 2)}\n`)
  writeFileSync(`${name}.md`, reportText(report))
  console.log(`Written: ${name}.md and .json`)
}

const report = await measure()
if (process.argv.length === 2) write(report)
