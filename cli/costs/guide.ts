import { costsOf } from "#cli/costs/costs"
import { defaultWarehouseHours } from "#cli/costs/defaults"
import { measure } from "#cli/costs/life"
import { reported } from "#cli/costs/report"
import { withPart } from "#cli/docs/generated-part"

/** The document whose tables are computed. */
export const costsGuide = "docs/guides/costs.md"

const tickets = 1_000_000

/** The guide with its generated part brought up to date. Throws where its markers are missing. */
export const withCosts = async (document: string): Promise<string> => {
  const costs = costsOf({ tickets, without: new Set(), warehouseHours: defaultWarehouseHours }, await measure())
  return withPart(document, costsGuide, { part: "costs", content: reported(costs, tickets) })
}
