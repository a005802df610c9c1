import { costsOf } from "#cli/costs/costs"
import { defaultWarehouseHours } from "#cli/costs/defaults"
import { measure } from "#cli/costs/life"
import { reported } from "#cli/costs/report"

/** The document whose tables are computed. */
export const costsGuide = "docs/guides/costs.md"

const tickets = 1_000_000
const begin = "<!-- generated: costs -->"
const end = "<!-- end: costs -->"

/** The guide with its generated part brought up to date. Throws where its markers are missing. */
export const withCosts = async (document: string): Promise<string> => {
  const [head, rest] = document.split(begin)
  const tail = rest?.split(end)[1]
  if (head === undefined || tail === undefined) throw new Error(`${costsGuide} has lost its markers for "costs"`)
  const costs = costsOf({ tickets, without: new Set(), warehouseHours: defaultWarehouseHours }, await measure())
  return `${head}${begin}\n${reported(costs, tickets)}\n${end}${tail}`
}
