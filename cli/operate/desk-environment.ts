import { findStage } from "#cli/deploy/stage/find"
import { stageVariables } from "#cli/deploy/stage/variables"
import { environment } from "#local/environment"
import { issuerOf } from "#local/identity/client"
import { readSettings } from "#local/settings"
import { liveAt } from "#stacks/described"
import { defaultRegion, optionalParts, type Part } from "#stacks/settings"

/** The desk that a command talks to. */
export type Desk = {
  /** Undefined for the one on this machine. */
  stage?: string
  url: string
  /** The WebSocket's address. */
  live: string
  parts: ReadonlySet<Part>
}

/** The desk on this machine has everything, under its plain names. */
const here = (url?: string): Desk => {
  const { port, awsPort } = readSettings(process.env)
  const address = url ?? `http://127.0.0.1:${port}`
  const aws = { awsUrl: `http://127.0.0.1:${awsPort}`, issuer: issuerOf(address) }
  Object.assign(process.env, { ...environment(aws), ...process.env, DESK_PREFIX: "", DESK_WITHOUT: "" })
  return { url: address, live: liveAt(address), parts: new Set(optionalParts) }
}

const absent = (stage: string, region: string) =>
  new Error(
    `There is no stage ${stage} in ${region} of this account: deploy it with \`npm run deploy -- --stage ${stage}\`, or look at AWS_PROFILE and LEDGERDESK_REGION`,
  )

const atStage = async (stage: string): Promise<Desk> => {
  // The desk of `npm start` describes itself as well: whatever works on a stage can be tried there.
  if (stage === "local") here()
  const variables = stageVariables(stage)
  const region = variables.LEDGERDESK_REGION || defaultRegion
  Object.assign(process.env, variables, { AWS_REGION: region })
  const found = await findStage(stage)
  if (!found) throw absent(stage, region)
  const parts = new Set(found.parts)
  // Whoever looks at a table that was restored from a back-up names it.
  const { EVENTS_TABLE } = variables
  Object.assign(process.env, found.environment, {
    ...(EVENTS_TABLE && { EVENTS_TABLE }),
    AWS_REGION: found.region,
    ISSUER: found.issuer,
    CLIENT_ID: found.clientId,
    DESK_PREFIX: found.prefix,
    DESK_WITHOUT: optionalParts.filter((part) => !parts.has(part)).join(","),
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? "WARN",
    POWERTOOLS_METRICS_DISABLED: "true",
  })
  return { stage, url: found.url, live: found.live, parts }
}

/**
 * Points the AWS SDK and the functions' settings at a desk: at the deployed `stage`, with the caller's credentials, or at
 * the one on this machine, which may have another `url` than it usually has. Clients read it when they are made. Throws
 * one line where there is no such stage.
 */
export const pointAt = async ({ stage, url }: { stage?: string; url?: string }): Promise<Desk> =>
  stage ? atStage(stage) : here(url)

/** The physical name of a thing on the desk that was pointed at. */
export const onDesk = (name: string): string => `${process.env.DESK_PREFIX ?? ""}${name}`

/** What the desk that was pointed at does without. */
export const missingParts = (): ReadonlySet<Part> => {
  const missing = (process.env.DESK_WITHOUT ?? "").split(",")
  return new Set(optionalParts.filter((part) => missing.includes(part)))
}
