import { createHash, randomUUID } from "node:crypto"
import type { FunctionName } from "#functions/manifest"
import { type Access, loader, userOf } from "#functions/warehouse/access"
import type { Source, SourceContext } from "#local/event-sources/source"

/** What `stacks/prepared.ts` says of a stage. Nobody signs in to the local warehouse with a password. */
const access = (): Access => ({
  loaderPassword: `md5${createHash("md5").update(`${randomUUID()}${loader}`).digest("hex")}`,
  merger: userOf("local-merge-warehouse-function"),
})

/** Milliseconds between attempts. */
const again = 2_000

/** Runs a function once, as a deployment does, and tries until it succeeds. */
export const deploySource = (context: SourceContext, name: FunctionName): Source & { first: Promise<unknown> } => {
  const { lambda, clock, failed } = context
  const stopping = new AbortController()
  const { signal } = stopping

  const attempt = async (): Promise<boolean> => {
    try {
      await lambda.invoke(name, access())
      return true
    } catch (error) {
      failed({ source: name, what: "run at the start", error })
      return false
    }
  }
  const keepTrying = async (first: Promise<boolean>) => {
    let done = await first
    while (!done && !signal.aborted) {
      await clock.pause(again, signal)
      done = signal.aborted || (await attempt())
    }
  }
  const first = attempt()
  const running = keepTrying(first)

  return {
    first,
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
