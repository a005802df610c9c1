import { z } from "zod"

const listed = z.union([z.array(z.string()), z.string().transform((one) => [one])])

export const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: listed,
  Resource: listed.default([]),
  Principal: z.unknown().optional(),
  Condition: z.record(z.string(), z.unknown()).optional(),
})
export type Statement = z.infer<typeof Statement>

const Document = z.object({ Version: z.literal("2012-10-17"), Statement: z.array(Statement) })

/** The statements of a policy document, written as JSON text. Throws where it is none. */
export const statementsOf = (json: unknown): Statement[] => Document.parse(JSON.parse(z.string().parse(json))).Statement

const pattern = (text: string, flags: string) =>
  new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    flags,
  )

const covers = ({ Action, Resource }: Statement, action: string, resource: string) =>
  Action.some((each) => pattern(each, "is").test(action)) && Resource.some((each) => pattern(each, "s").test(resource))

/**
 * Whether a role's policies allow an action on a resource: a Deny decides, else any Allow. Conditions are not evaluated: a
 * statement with one counts as if it held.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const allows = (statements: readonly Statement[], action: string, resource: string): boolean => {
  const covering = statements.filter((statement) => covers(statement, action, resource))
  return covering.length > 0 && covering.every(({ Effect }) => Effect === "Allow")
}
