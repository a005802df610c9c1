import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import type { Metric, Watched } from "#stacks/watching/alarm"
import { ofFunction } from "#stacks/watching/metrics"

export type Line = { metric: Metric; label: string }
export type Chart = {
  title: string
  lines: Line[]
  unit?: string
  /** Where its series are, if not in the stage's region. */
  region?: string
}

export const line = (metric: Metric, label: string): Line => ({ metric, label })

export type Holds = (spec: FunctionSpec) => boolean

export const namesWhere = ({ functions }: Watched, holds: Holds): FunctionName[] =>
  functions.flatMap(([name, spec]) => (holds(spec) ? [name] : []))

/** One line per function. */
export const perFunction = (
  { named }: Watched,
  names: readonly FunctionName[],
  [metric, stat]: [string, string],
): Line[] => names.map((name) => line(ofFunction(named(name))(metric, stat), name))
