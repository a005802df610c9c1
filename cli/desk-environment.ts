import { environment } from "#local/environment"
import { issuerOf } from "#local/identity/client"
import { readSettings } from "#local/settings"

/** The desk that a command talks to. */
export type DeskAddress = { url: string; dataFolder: string }

const local = ["127.0.0.1", "localhost"]

export const isLocal = (url: string) => local.includes(new URL(url).hostname)

/**
 * Points the AWS SDK and the functions' settings at the desk: at the one on this machine unless `url` names another.
 * For a deployed stage the variables that `sst deploy` prints (EVENTS_TABLE …) must be set. What is set stays.
 */
export const pointAt = (url?: string): DeskAddress => {
  const { port, awsPort, dataFolder } = readSettings(process.env)
  const address = url ?? `http://127.0.0.1:${port}`
  if (!isLocal(address)) return { url: address, dataFolder }
  const here = { awsUrl: `http://127.0.0.1:${awsPort}`, issuer: issuerOf(address) }
  Object.assign(process.env, { ...environment(here), ...process.env })
  return { url: address, dataFolder }
}
