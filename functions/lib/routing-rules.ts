import { Invalid, parse } from "#core/invalid"
import { type RoutingRule, RoutingRules } from "#schemas/ticket/routing"

const read = (text: string): readonly RoutingRule[] => {
  try {
    return parse(RoutingRules, JSON.parse(text))
  } catch (error) {
    const wrong = error instanceof Invalid ? error.message : "is not JSON: give it a list of { name, when, team }"
    throw new Error(`The setting ROUTING_RULES ${wrong}`, { cause: error })
  }
}

/** The rules in the setting, none where it is not set. Throws where they cannot be read, and says why. */
export const routingRules = (setting = process.env.ROUTING_RULES): readonly RoutingRule[] =>
  setting ? read(setting) : []
