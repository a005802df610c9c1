import { z } from "zod"

const Shared = { function: z.string(), deadLetters: z.number() }
const Figures = z.object({
  functions: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("stream"), ...Shared, iteratorAgeMs: z.number() }),
      z.object({ kind: z.literal("queue"), ...Shared, visible: z.number(), inFlight: z.number() }),
    ]),
  ),
})

/**
 * `projectionLagMs`: the age of the oldest commit that no read model shows yet, 0 when there is none. A poisoned row does
 * not count: its commits are settled. `deadLetters` holds every queue, also that of what integrators sent wrongly.
 */
export type DeskMetrics = z.infer<typeof Figures> & {
  projectionLagMs: number
  poisonedRows: number
  deadLetters: readonly { queue: string; letters: number }[]
}

type Sources = {
  poisoned: () => Promise<readonly unknown[]>
  deadLetters: () => Promise<DeskMetrics["deadLetters"]>
}

const projector = "project-views"

/** Asks the local desk at `url`. Throws where what answers there is no desk of this version. */
export const readMetrics = async (url: string, { poisoned, deadLetters }: Sources): Promise<DeskMetrics> => {
  const answer = await fetch(`${url}/dev/metrics.json`)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: start this version of the desk with \`npm start\``)
  const { functions } = Figures.parse(await answer.json())
  const reader = functions.find((each) => each.function === projector)
  return {
    functions,
    projectionLagMs: reader?.kind === "stream" ? reader.iteratorAgeMs : 0,
    poisonedRows: (await poisoned()).length,
    deadLetters: await deadLetters(),
  }
}

const row = (cells: readonly (string | number)[]) => {
  const [name = "", ...figures] = cells
  return [String(name).padEnd(20), ...figures.map((figure) => String(figure).padStart(14))].join("").trimEnd()
}

/** The figures as tables: streams, queues, dead letters, and the read models. */
export const printedMetrics = ({ functions, projectionLagMs, poisonedRows, deadLetters }: DeskMetrics): string => {
  const streams = functions.flatMap((each) =>
    each.kind === "stream" ? [row([each.function, `${each.iteratorAgeMs} ms`, each.deadLetters])] : [],
  )
  const queues = functions.flatMap((each) =>
    each.kind === "queue" ? [row([each.function, each.visible, each.inFlight, each.deadLetters])] : [],
  )
  const letters = deadLetters.reduce((sum, each) => sum + each.letters, 0)
  return [
    row(["stream", "iterator age", "dead letters"]),
    ...streams,
    "",
    row(["queue", "waiting", "in flight", "dead letters"]),
    ...queues,
    "",
    row(["projection lag", `${projectionLagMs} ms`]),
    row(["poisoned rows", poisonedRows]),
    row(["dead letters", letters]),
  ].join("\n")
}
