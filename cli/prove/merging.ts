import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda"
import { onDesk } from "#cli/operate/desk-environment"

type Select = (sql: string) => Promise<unknown[]>

/** Milliseconds between merges that a proof asks for. */
const between = 120_000

/** Runs the merge at once, and waits for its end. Throws what the function failed with. */
export const mergeNow = async (): Promise<void> => {
  const lambda = new LambdaClient({})
  try {
    const answer = await lambda.send(new InvokeCommand({ FunctionName: onDesk("merge-warehouse"), Payload: "{}" }))
    if (answer.FunctionError === undefined) return
    throw new Error(`merge-warehouse failed: ${answer.Payload?.transformToString().slice(0, 200)}`)
  } finally {
    lambda.destroy()
  }
}

/**
 * Looks at the warehouse after merges of its own, because a stage's schedule makes one an hour. Whoever looks waits for the
 * newest one, and fails with what it failed with.
 */
export const merging = (
  select: Select,
  merge: () => Promise<void> = mergeNow,
  now: () => number = Date.now,
): Select => {
  let began = Number.NEGATIVE_INFINITY
  let merged = Promise.resolve()
  return async (sql) => {
    if (now() - began >= between) {
      began = now()
      merged = merge()
    }
    await merged
    return select(sql)
  }
}
