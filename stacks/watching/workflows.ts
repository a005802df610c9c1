import type { FunctionName } from "#functions/manifest"
import { type Alarm, atOnce, repeated, sumOf, type Watched } from "#stacks/watching/alarm"
import { ofFunction, ofMachine } from "#stacks/watching/metrics"

const endings = ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"]

type Failing = Pick<Alarm, "chapter" | "says"> & { machine: "triage" | "rebuild" }

/** Every step is retried, so an execution that ends badly is one that nobody will try again. */
const failures = ({ machine, ...rest }: Failing): Alarm => ({
  name: `${machine}-failures`,
  ...rest,
  of: sumOf(endings.map((ending) => ofMachine(machine)(ending, "Sum"))),
  threshold: { above: 0 },
  ...atOnce,
})

const uses = (watched: Watched, resource: "model"): FunctionName | undefined =>
  watched.functions.find(([, { on, may }]) => on.kind === "step" && may[resource])?.[0]

/** The step that asks the model, where the stage has one. */
const withoutModel = (watched: Watched): Alarm[] => {
  const step = uses(watched, "model")
  if (!step) return []
  const of = ofFunction(watched.named(step))
  return [
    {
      name: `${step}-unanswered`,
      chapter: "triage-does-without-the-model",
      says: "The model fails for more than a fifth of what it is asked: rules judge those tickets instead.",
      of: {
        expression: "IF(calls >= 5, 100 * errors / calls, 0)",
        series: { calls: of("Invocations", "Sum"), errors: of("Errors", "Sum") },
      },
      threshold: { above: 20 },
      ...repeated,
    },
  ]
}

export const workflowAlarms = (watched: Watched): Alarm[] => [
  failures({
    machine: "triage",
    chapter: "triage-fails",
    says: "Triage of a ticket ended without a result: nobody is told of that ticket, and it has no draft.",
  }),
  ...withoutModel(watched),
  failures({
    machine: "rebuild",
    chapter: "a-rebuild-fails",
    says: "A rebuild of read models ended before its switch: people still see the old ones.",
  }),
]
