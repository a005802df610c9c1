import type { Part, Run } from "#local/redshift-data/statement-run"
import { AwsError } from "#local/service"

/** AWS keeps results for 24 hours; here at most this many, too, as they are in memory. */
const kept = { millis: 24 * 60 * 60 * 1000, runs: 500 }

/** A whole request, or one statement of a batch. */
export type Found = { run: Run; part?: Part; id: string }

const notFound = () => new AwsError("ResourceNotFoundException", "Query does not exist.")

export type RunLog = {
  add: (run: Run) => void
  /** By `<id>` or `<id>:<n>`, n counting from 1. Throws ResourceNotFoundException. */
  find: (id: string) => Found
  /** Newest first. */
  all: () => Run[]
}

export const runLog = (): RunLog => {
  const runs = new Map<string, Run>()

  const forgetOld = () => {
    const oldest = Date.now() - kept.millis
    for (const [id, { createdAt }] of runs) if (createdAt < oldest || runs.size > kept.runs) runs.delete(id)
  }

  return {
    add: (run) => {
      runs.set(run.id, run)
      forgetOld()
    },
    find: (id) => {
      const [whole = "", place] = id.split(":")
      const run = runs.get(whole)
      if (!run) throw notFound()
      if (place === undefined) return { run, id }
      const part = run.asked.batch ? run.parts[Number(place) - 1] : undefined
      if (!part) throw notFound()
      return { run, part, id }
    },
    all: () => [...runs.values()].reverse(),
  }
}
