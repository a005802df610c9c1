import { randomUUID } from "node:crypto"
import type { FunctionName } from "#functions/manifest"
import type { Source, SourceContext } from "#local/event-sources/source"
import { account, arn, region } from "#local/region"

/** What EventBridge Scheduler sends where a schedule says nothing of its input. */
const scheduledEvent = (name: FunctionName, now: number) => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Scheduled Event",
  source: "aws.scheduler",
  account,
  time: `${new Date(now).toISOString().slice(0, 19)}Z`,
  region,
  resources: [arn("scheduler", `schedule/ledgerdesk/${name}`)],
  detail: "{}",
})

/** Runs a function every `everySeconds`, first at once, never twice at a time. A failed run is logged; the next one comes. */
export const scheduleSource = (context: SourceContext, name: FunctionName, everySeconds: number): Source => {
  const { lambda, clock, failed } = context
  const stopping = new AbortController()
  const { signal } = stopping

  const keepRunning = async () => {
    while (!signal.aborted) {
      const started = clock.now()
      try {
        await lambda.invoke(name, scheduledEvent(name, started))
      } catch (error) {
        failed({ source: name, what: "scheduled run", error })
      }
      await clock.pause(Math.max(0, started + everySeconds * 1000 - clock.now()), signal)
    }
  }
  const running = keepRunning()

  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
