import { failure, log, traced } from "#functions/lib/log"
import { notePoison } from "#functions/lib/metrics"
import type { LoadAfter } from "#projections/catch-up"
import type { ModelAt } from "#projections/model-at"
import { Poison, poisonOf } from "#projections/poison"
import type { PoisonedRow, PoisonedRows } from "#projections/poisoned-row"
import type { Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"

/** What a row is kept up to date with. `now` is the time as ISO 8601 in UTC. */
export type Rows = {
  /** Those that are written now: a rebuild adds a revision. */
  models: () => Promise<readonly ModelAt[]>
  load: LoadAfter
  poisoned: PoisonedRows
  now: () => string
}

/** Characters of an error's message that are kept. */
const longest = 500

/** Puts a row on the list, says so in the log, and counts it. */
export const listPoison = async (
  { poisoned, now }: Pick<Rows, "poisoned" | "now">,
  revision: number,
  { projection, at, cause }: Poison,
): Promise<void> => {
  const { stream, version } = at
  const why = failure(cause)
  log.error("poisoned row", { projection, revision, ...traced(at), ...why })
  notePoison()
  const reason = why.reason.slice(0, longest)
  await poisoned.mark({ projection, revision, stream, version, error: why.error, reason, at: now() })
}

/** Does the work on a row. Where it meets Poison, the row is listed, and the answer is the poison. */
export const listingPoison = async (
  rows: Pick<Rows, "poisoned" | "now">,
  { revision }: ModelAt,
  work: () => Promise<void>,
): Promise<Poison | undefined> => {
  try {
    await work()
    return undefined
  } catch (error) {
    if (!(error instanceof Poison)) throw error
    await listPoison(rows, revision, error)
    return error
  }
}

/** The row's read model. A rebuild may have replaced its revision: then the live one, which stands first. */
const modelOf = (models: readonly ModelAt[], row: PoisonedRow) => {
  const revisions = models.filter(({ projection }) => projection === row.projection)
  return revisions.find(({ revision }) => revision === row.revision) ?? revisions[0]
}

const stands = async (model: ModelAt | undefined, { stream, version }: PoisonedRow): Promise<boolean> =>
  model !== undefined && (await model.versionOf(stream.id)) < version

/** The rows that are poisoned now: not those that events or a rebuild have healed, nor those of a read model that is gone. */
export const standing = async (rows: Pick<Rows, "models" | "poisoned">): Promise<PoisonedRow[]> => {
  const [models, listed] = await Promise.all([rows.models(), rows.poisoned.all()])
  const still = await Promise.all(listed.map((row) => stands(modelOf(models, row), row)))
  return listed.filter((_, index) => still[index])
}

const catchUpWithStore = async ({ load }: Rows, model: ModelAt, stream: Stream): Promise<void> => {
  try {
    await model.catchUp(load, await load(stream, await model.versionOf(stream.id)))
  } catch (error) {
    throw error instanceof Unreadable ? poisonOf(model.projection, error) : error
  }
}

/** Brings a row up to the end of the store, and takes it off the list. Answers the poison where it is still there. */
const healRow = async (rows: Rows, row: PoisonedRow): Promise<Poison | undefined> => {
  const model = modelOf(await rows.models(), row)
  const poison = model && (await listingPoison(rows, model, () => catchUpWithStore(rows, model, row.stream)))
  // A row that still stands in another revision was listed there.
  if (!poison || model?.revision !== row.revision) await rows.poisoned.clear(row)
  return poison
}

export type Healing = { row: PoisonedRow; poison: Poison | undefined }

/** Tries every listed row again from the store, or those of the stream with this id. */
export const heal = async (rows: Rows, id?: string): Promise<Healing[]> => {
  const listed = (await rows.poisoned.all()).filter(({ stream }) => id === undefined || stream.id === id)
  const healings: Healing[] = []
  for (const row of listed) healings.push({ row, poison: await healRow(rows, row) })
  return healings
}
