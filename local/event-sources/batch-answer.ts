import { z } from "zod"

const Failures = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string().min(1) })).nullish(),
})

/**
 * Which items of a batch a handler reported as failed. No answer, an answer without `batchItemFailures` and an empty
 * list mean none; a list that names something unknown, or nothing, means all.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export const failedItems = (answer: unknown, ids: readonly string[]): ReadonlySet<string> => {
  if (typeof answer !== "object" || answer === null) return new Set()
  const parsed = Failures.safeParse(answer)
  if (!parsed.success) return new Set(ids)
  const failed = (parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
  return new Set(failed.every((id) => ids.includes(id)) ? failed : ids)
}
