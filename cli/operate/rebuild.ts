import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn"
import { type ProgressParts, rebuildProgress } from "#functions/views/rebuild-progress"
import { type Clock, systemClock } from "#local/clock"
import { unfinished } from "#projections/revisions"
import type { RebuildProgress } from "#schemas/rebuild"

export type Rebuilding = ProgressParts & { stepFunctions: SFNClient; stateMachineArn: string; clock?: Clock }

/** Milliseconds between two looks. */
const every = 300

const statusOf = async ({ stepFunctions }: Rebuilding, executionArn: string) => {
  const { status, error, cause } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }))
  return { running: status === "RUNNING", failed: status !== "RUNNING" && status !== "SUCCEEDED", error, cause }
}

const start = async (
  { clock = systemClock, stepFunctions, stateMachineArn }: Rebuilding,
  projections: readonly string[],
) => {
  const name = `${projections.join("-")}-${clock.now()}`
  const input = JSON.stringify({ projections })
  const { executionArn } = await stepFunctions.send(new StartExecutionCommand({ stateMachineArn, name, input }))
  if (executionArn) return executionArn
  throw new Error("The rebuild was started, but nobody said under which name: look for it with GET /api/rebuilds")
}

/**
 * Starts the state machine, or finds the one that fills already. An unfinished rebuild whose execution ended is taken up
 * where it stopped, whatever was asked for. Answers the execution's ARN. Throws while old rows are still being dropped.
 */
export const startRebuild = async (desk: Rebuilding, projections: readonly string[]): Promise<string> => {
  const now = await desk.revisions.read()
  const before = unfinished(now)
  const running = before && (await statusOf(desk, before.owner)).running
  const execution = running ? before.owner : await start(desk, projections)
  if (!before || before.phase === "filling") return execution
  throw new Error("The rebuild before this one is still dropping its old rows: run the command again in a minute")
}

const checkRunning = async (desk: Rebuilding, executionArn: string) => {
  const { failed, error, cause } = await statusOf(desk, executionArn)
  if (!failed) return
  const why = [error, cause].filter(Boolean).join(": ").slice(0, 300)
  throw new Error(`The rebuild stopped (${why}). Readers see the old rows; run the command again to go on from there`)
}

/** Reports progress until the new revision is live. The old one is dropped after that. Throws where the execution fails. */
export const followRebuild = async (
  desk: Rebuilding,
  executionArn: string,
  onProgress: (progress: RebuildProgress) => void,
): Promise<RebuildProgress> => {
  const { clock = systemClock, revisions } = desk
  for (;;) {
    const mine = (await revisions.read()).rebuild?.owner === executionArn
    const progress = mine ? await rebuildProgress(desk, clock.now()) : undefined
    if (progress) onProgress(progress)
    if (progress && progress.phase !== "filling") return progress
    await checkRunning(desk, executionArn)
    await clock.pause(every)
  }
}

/** What stands beside the bar. */
export const besideBar = ({ events, rows, eventsPerSecond, secondsLeft }: RebuildProgress): string =>
  [
    `${events} events`,
    `${rows} rows`,
    `${Math.round(eventsPerSecond)}/s`,
    ...(secondsLeft === null ? [] : [`${secondsLeft} s left`]),
  ].join(", ")

/** What is said at the end. */
export const rebuilt = (progress: RebuildProgress): string => {
  const { models, events, rows, tickets, poisoned, eventsPerSecond } = progress
  const live = models.map(({ name, to }) => `${name} is live at revision ${to}`).join(", ")
  const work = `${events} events of ${tickets} tickets made ${rows} rows (${Math.round(eventsPerSecond)} events/s)`
  const bad = poisoned > 0 ? `\n${poisoned} rows stand before an event that their fold cannot take` : ""
  return `${live}: ${work}${bad}`
}
