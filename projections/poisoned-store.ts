import type { PoisonedEntity } from "#projections/poisoned-entity"
import { marked, PoisonedRow, type PoisonedRows } from "#projections/poisoned-row"

/** The list of poisoned rows on DynamoDB. Two that mark the same row at once may count as one attempt. */
export const poisonedStore = (entity: PoisonedEntity): PoisonedRows => ({
  mark: async (failed) => {
    const { projection, revision, ticketId } = failed
    const { data } = await entity.get({ projection, revision, ticketId }).go({ consistent: true })
    await entity.put(marked(data ? PoisonedRow.parse(data) : undefined, failed)).go()
  },
  all: async () => {
    const { data } = await entity.query.all({}).go({ pages: "all" })
    return data.map((each) => PoisonedRow.parse(each))
  },
  clear: async (key) => {
    await entity.delete(key).go()
  },
})
