import * as z from "zod"
import { Category, Priority, Remark, Sentiment, Team } from "#schemas/ticket/words"

const anyOf = <S extends z.ZodType>(value: S) => z.array(value).min(1).optional()

/** What a rule asks of a ticket: any of the listed values, for every field that is given. At least one is. */
const Conditions = z
  .strictObject({
    category: anyOf(Category),
    /** Compared without regard to case. */
    product: anyOf(z.string().trim().min(1).max(50)),
    sentiment: anyOf(Sentiment),
    priority: anyOf(Priority),
  })
  .refine((conditions) => Object.keys(conditions).length > 0, "must name category, product, sentiment or priority")

/** Sends the tickets that meet all its conditions to a team. */
export const RoutingRule = z.strictObject({ name: Remark.max(80), when: Conditions, team: Team })
export type RoutingRule = z.infer<typeof RoutingRule>

/** In order of precedence: the first rule that fits decides. The JSON of the setting ROUTING_RULES. */
export const RoutingRules = z.array(RoutingRule).max(200)
