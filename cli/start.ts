import { parseArgs } from "node:util"
import { functions } from "#functions/manifest"
import type { Cloud } from "#local/cloud"
import { claimFolder } from "#local/data-folder"
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

/** In milliseconds. One Ctrl-C arrives up to three times: from the terminal, from the launcher and from npm. */
const sameKey = 500

const fail = (error: unknown) => {
  console.error(error instanceof Error ? error.message.split("\n")[0] : String(error))
  process.exit(1)
}

/** The first Ctrl-C stops in order what `close` knows of; a second one does not wait. */
const stopOnSignals = (close: () => Promise<void>) => {
  let since: number | undefined
  const stop = () => {
    if (since !== undefined && performance.now() - since > sameKey) process.exit(1)
    if (since !== undefined) return
    since = performance.now()
    console.log("\nStopping …")
    close().then(() => process.exit(0), fail)
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop)
  return { stopping: () => since !== undefined }
}

const main = async () => {
  const { fresh, empty, without, help } = readArguments()
  if (help) return console.log(usage)
  const settings = readSettings(process.env)
  const off = switchedOff(without)
  let cloud: Cloud | undefined
  const { stopping } = stopOnSignals(async () => cloud?.close())
  claimFolder(settings.dataFolder, { fresh })
  // Loaded only here: it takes a second, and who cannot start is told at once.
  const [{ startCloud }, { untilFilled }, { sendDemoTickets }] = await Promise.all([
    import("#local/cloud"),
    import("#cli/operate/fill"),
    import("#cli/seed/demo-tickets"),
  ])
  const webFolder = await builtWebApp()
  const start = performance.now()
  cloud = await startCloud(settings, { off, webFolder })
  const failed = (error: unknown) => stopping() || fail(error)
  cloud.warehouse.catch(failed)
  // Without the function nobody fills them, and the desk says so to whoever asks.
  if (!off.has("fill-views")) await untilFilled(cloud.awsUrl, { stopping }).catch(failed)
  console.log(banner(cloud, (performance.now() - start) / 1000))
  if (!empty) await sendDemoTickets(cloud).catch(failed)
}

main().catch(fail)
