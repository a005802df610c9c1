import { readFileSync } from "node:fs"
import { z } from "zod"
import { assumed } from "#cli/costs/assumptions"
import { agentCommands, type Measured } from "#cli/costs/life"
import type { FunctionName } from "#functions/manifest"
import { resources } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import type { EventPattern } from "#functions/triggers"
import { onStage, stepsOf } from "#stacks/state-machine"

export type Functions = readonly [FunctionName, FunctionSpec][]

/** How many of a ticket's events a rule lets through. */
export const matching = ({ source, "detail-type": types, detail }: EventPattern, { lives }: Measured): number => {
  if (!source.includes("ledgerdesk")) return 0
  const from = detail?.version[0].numeric[1] ?? 1
  const passes = ({ type, version }: (typeof lives)[number][number]) =>
    (types?.includes(type) ?? true) && version >= from
  return lives.flat().filter(passes).length / lives.length
}

const Definition = z.looseObject({
  StartAt: z.string(),
  States: z.record(
    z.string(),
    z.looseObject({
      Next: z.string().optional(),
      Parameters: z.looseObject({ FunctionName: z.string().optional() }).optional(),
    }),
  ),
})

/** The states that a ticket passes in triage where nothing fails, by the function that each calls. */
export const triageSteps = (functions: Functions): string[] => {
  const file = readFileSync(resources.triage.definition, "utf8")
  const there = new Set<string>(functions.map(([name]) => name))
  const { StartAt, States } = Definition.parse(JSON.parse(onStage(file, (step) => there.has(step))))
  const passed: string[] = []
  for (let at: string | undefined = StartAt; at !== undefined; at = States[at]?.Next)
    passed.push(stepsOf(States[at]?.Parameters?.FunctionName ?? "")[0] ?? at)
  return passed
}

const httpCalls = (route: string): number => {
  if (route === "POST /api/tickets") return assumed("viaApi")
  if (route.startsWith("POST")) return agentCommands.length
  if (route === "GET /api/tickets") return assumed("listsRead")
  return route === "GET /api/tickets/{ticketId}" ? assumed("pagesRead") : 0
}

/** Calls of what events, records or people wake. Schedules run whether there are tickets or not. */
const woken = (on: FunctionSpec["on"], measured: Measured): number => {
  if (on.kind === "http") return httpCalls(on.route)
  if (on.kind === "socket") return assumed("liveMinutes") / 60
  if (on.kind === "kinesis") return (1 - assumed("viaApi")) / assumed("batch")
  if (on.kind === "bus") return matching(on.pattern, measured) / assumed("batch")
  if (on.kind !== "table") return 0
  return (on.table === "events" ? measured.commits : measured.rowsWritten) / assumed("batch")
}

/** By function. */
export type Calls = ReadonlyMap<FunctionName, number>

/** How often each function is called for a ticket, whose triage passes these steps. */
export const callsOf = (functions: Functions, measured: Measured, steps = triageSteps(functions)): Calls => {
  const times = (name: FunctionName, { on }: FunctionSpec) =>
    on.kind === "step" ? steps.filter((step) => step === name).length : woken(on, measured)
  return new Map(functions.map(([name, spec]) => [name, times(name, spec)]))
}

/** Milliseconds of a call. */
export const durationOf = ({ on, may }: FunctionSpec): number => {
  if (may.model) return assumed("modelMs")
  if (may.sentiment) return assumed("sentimentMs")
  if (on.kind === "schedule") return assumed("mergeSeconds") * 1000
  if (on.kind === "http" || on.kind === "socket") return assumed("apiMs")
  if (on.kind === "step") return assumed("stepMs")
  return on.kind === "bus" ? assumed("consumerMs") : assumed("streamMs")
}
