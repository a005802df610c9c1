import { z } from "zod"
import { AwsError } from "#local/service"

const largest = 10

const refusal = (ids: readonly string[]): [code: string, message: string] | undefined => {
  if (ids.length === 0) return ["EmptyBatchRequest", "The batch request does not contain any entries."]
  if (ids.length > largest)
    return ["TooManyEntriesInBatchRequest", `Maximum number of entries per request are ${largest}.`]
  if (new Set(ids).size < ids.length) return ["BatchEntryIdsNotDistinct", "Two or more batch entries have the same Id."]
  const strange = ids.find((id) => !/^[\w-]{1,80}$/.test(id))
  return strange === undefined ? undefined : ["InvalidBatchEntryId", `An entry's Id has other characters: ${strange}`]
}

/** Every entry of a batch has one. */
export const entry = z.object({ Id: z.string() })

/** The entries of a batch, whose ids must be distinct. */
export const entriesOf = <T extends { Id: string }>(each: z.ZodType<T>) =>
  z.array(each).transform((entries) => {
    const refused = refusal(entries.map(({ Id }) => Id))
    if (refused) throw new AwsError(...refused)
    return entries
  })

type Failure = { Id: string; SenderFault: boolean; Code: string; Message: string }

/** Handles each entry by itself; one that throws is reported and holds up none of the others. */
export const eachEntry = <E extends { Id: string }>(entries: readonly E[], handle: (entry: E) => object) => {
  const Successful: object[] = []
  const Failed: Failure[] = []
  for (const each of entries) {
    try {
      Successful.push({ Id: each.Id, ...handle(each) })
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      Failed.push({ Id: each.Id, SenderFault: true, Code: error.code, Message: error.message })
    }
  }
  return { Successful, Failed }
}
