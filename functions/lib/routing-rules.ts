import { parse } from "#core/invalid"
import { type RoutingRule, RoutingRules } from "#schemas/routing"

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error("The setting ROUTING_RULES is not JSON: give it a list of { name, when, team }", { cause: error })
  }
}

/** The rules in the setting ROUTING_RULES, none where it is not set. Throws where they cannot be read, and says why. */
export const routingRules = (): readonly RoutingRule[] => parse(RoutingRules, json(process.env.ROUTING_RULES || "[]"))
