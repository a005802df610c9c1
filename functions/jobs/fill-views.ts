import { ScanCommand } from "@aws-sdk/client-dynamodb"
import { isRunning, startExecution } from "#functions/aws/step-functions"
import { env } from "#functions/lib/env"
import { log } from "#functions/lib/log"
import type { RebuildParts } from "#functions/rebuild/fill"
import { rebuildParts } from "#functions/rebuild/parts"
import type { RevisedModel } from "#functions/views/read-models"
import { filledWithNothing, isOfThisCode, type Stamped, unfilled, unfinished } from "#projections/revisions"
import type { Revisions } from "#schemas/rebuild"

/** What it needs of the state machine that rebuilds. */
export type Rebuilds = {
  isRunning: (execution: string) => Promise<boolean>
  start: (name: string, projections: readonly string[]) => Promise<void>
}

type Parts = Pick<RebuildParts, "events" | "models" | "revisions"> & { rebuilds: Rebuilds }

/** `starts`: the read models that are being filled now, by an execution that may have been running before. */
export type Filling = { starts: string[] }

const isEmpty = async ({ client, name }: RebuildParts["events"]): Promise<boolean> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name(), Limit: 1, ConsistentRead: true }))
  return Items.length === 0
}

/** Whether a rebuild of this code fills all of them already, and somebody works on it. */
const isUnderWay = async ({ models, rebuilds }: Parts, now: Revisions, missing: readonly Stamped[]) => {
  const rebuild = unfinished(now)
  if (!rebuild || !isOfThisCode(rebuild, models)) return false
  const covered = missing.every(({ name }) => rebuild.models.some((each) => each.name === name))
  return covered && (await rebuilds.isRunning(rebuild.owner))
}

/** The same while nothing changes, so that two that start at once start one. */
const nameOf = ({ edition }: Revisions, missing: readonly RevisedModel[]): string =>
  ["fill", edition, ...missing.map(({ stamp }) => stamp.slice(0, 8))].join("-").slice(0, 80)

/**
 * Sees to it that every read model is filled by this code: one that is new or whose code has changed is rebuilt, and
 * until then nobody reads it. Where nothing ever happened all are there at once. Runs at every deployment and at every
 * local start; running it again changes nothing.
 */
export const fillViews = (parts: Parts) => async (): Promise<Filling> => {
  const now = await parts.revisions.read()
  const missing = unfilled(now, parts.models)
  const starts = missing.map(({ name }) => name)
  if (missing.length === 0) return { starts }
  if (await isEmpty(parts.events)) {
    await parts.revisions.replace(filledWithNothing(now, missing))
    return { starts: [] }
  }
  log.info("filling", { projections: starts })
  if (!(await isUnderWay(parts, now, missing))) await parts.rebuilds.start(nameOf(now, missing), starts)
  return { starts }
}

const rebuilds: Rebuilds = {
  isRunning,
  start: (name, projections) => startExecution({ stateMachineArn: env("REBUILD_ARN"), name, input: { projections } }),
}

export const handler = fillViews({ ...rebuildParts, rebuilds })
