import { assumed } from "#cli/costs/assumptions"
import { atRest, idleStatements, type Stage, warehouseTime } from "#cli/costs/at-rest"
import type { Measured } from "#cli/costs/life"
import { type Line, linesOf, sum } from "#cli/costs/line"
import { kept, perTicket } from "#cli/costs/per-ticket"
import { callsOf, triageSteps } from "#cli/costs/traffic"
import { type Resource, resources } from "#functions/resources"
import { deployedFunctions, hasResource } from "#stacks/parts"
import type { Part } from "#stacks/settings"

export type Asked = { tickets: number; without: ReadonlySet<Part>; warehouseHours: number }

/** Dollars. `unpriced` are uses whose price nobody found: they are in no sum. */
export type Costs = {
  atRest: Line[]
  tickets: Line[]
  kept: Line[]
  totals: { atRest: number; tickets: number; kept: number }
  unpriced: string[]
}

const times =
  (count: number) =>
  (line: Line): Line => ({
    ...line,
    quantity: line.quantity * count,
    usd: line.usd === undefined ? undefined : line.usd * count,
  })

const deliveries = Object.values<Resource>(resources).filter(({ kind }) => kind === "delivery").length

/** COPYs of tickets that come evenly through a month: as many as there are tickets, up to one per gathering of each stream. */
const loading = ({ tickets }: Asked, stage: Stage): Line[] => {
  if (!hasResource(stage.without, "warehouse")) return []
  const most = (assumed("hoursAMonth") * 3600) / assumed("copySeconds")
  const idle = idleStatements(stage)
  const time = warehouseTime(idle + deliveries * Math.min(tickets, most), stage) - warehouseTime(idle, stage)
  return linesOf("Redshift", [{ what: "COPYs of what Firehose gathered", quantity: time, price: "rpuHour" }])
}

const unpriced = (lines: readonly Line[]) => [
  ...new Set(lines.filter(({ usd }) => usd === undefined).map(({ service, unit }) => `${service}: ${unit}`)),
]

/** What a stage costs in a month at rest, and what so many tickets in one month add to it. */
export const costsOf = (asked: Asked, measured: Measured): Costs => {
  const { tickets, without, warehouseHours } = asked
  const functions = deployedFunctions(without)
  const stage = { functions, without, warehouseHours }
  const steps = triageSteps(functions)
  const desk = { functions, without, measured, steps, calls: callsOf(functions, measured, steps) }
  const rest = atRest(stage)
  const used = [...perTicket(desk).map(times(tickets)), ...loading(asked, stage)]
  const stored = kept(desk).map(times(tickets))
  return {
    atRest: rest,
    tickets: used,
    kept: stored,
    totals: { atRest: sum(rest), tickets: sum(used), kept: sum(stored) },
    unpriced: unpriced([...rest, ...used, ...stored]),
  }
}
