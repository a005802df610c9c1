import { parseArgs } from "node:util"
import { sendDemoTickets } from "#cli/demo-tickets"
import { functions } from "#functions/manifest"
import { type Cloud, startCloud } from "#local/cloud"
import { emptyFolder, writableFolder } from "#local/data-folder"
import { readSettings } from "#local/settings"
import { builtWebApp } from "#local/web-build"

const usage = `npm start [-- --fresh] [-- --empty] [-- --without <function>]
  --fresh               empties the data folder first
  --empty               sends no demo tickets to an empty desk
  --without <function>  leaves a function switched off; may be repeated`

const readArguments = () => {
  const { values } = parseArgs({
    options: {
      fresh: { type: "boolean", default: false },
      empty: { type: "boolean", default: false },
      without: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", short: "h", default: false },
    },
  })
  return values
}

const switchedOff = (names: readonly string[]) => {
  const off = new Set([...functions.keys()].filter((name) => names.includes(name)))
  const unknown = names.find((name) => ![...off].some((each) => each === name))
  if (unknown) throw new Error(`--without ${unknown}: there is no such function; functions/manifest.ts has them all`)
  return off
}

const banner = ({ url, awsUrl, warehouseUrl }: Cloud, seconds: number) =>
  [
    "",
    `Ledgerdesk is up after ${seconds.toFixed(1)} s.`,
    "",
    `  Desk and portal   ${url}   (sign in as Ann Archer, an agent, or Cora Customer)`,
    `  API               ${url}/api/openapi.json`,
    `  Outbox            ${url}/dev/outbox`,
    `  AWS endpoint      ${awsUrl}   (aws --endpoint-url ${awsUrl} …)`,
    `  Warehouse         ${warehouseUrl}`,
    "",
    "Ctrl-C stops it. State is kept; `npm start -- --fresh` begins anew.",
    "",
  ].join("\n")

/** The first Ctrl-C stops in order; a second one does not wait. */
const stopOnSignals = (cloud: Cloud) => {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    console.log("\nStopping …")
    cloud.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop)
}

const fail = (error: unknown) => {
  console.error(error instanceof Error ? error.message.split("\n")[0] : String(error))
  process.exit(1)
}

const main = async () => {
  const { fresh, empty, without, help } = readArguments()
  if (help) return console.log(usage)
  const settings = readSettings(process.env)
  if (fresh) emptyFolder(settings.dataFolder)
  writableFolder(settings.dataFolder)
  const off = switchedOff(without)
  const webFolder = await builtWebApp()
  const start = performance.now()
  const cloud = await startCloud(settings, { off, webFolder })
  stopOnSignals(cloud)
  console.log(banner(cloud, (performance.now() - start) / 1000))
  if (!empty) await sendDemoTickets(cloud)
}

main().catch(fail)
