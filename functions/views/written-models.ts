import type { LiveWrites } from "#functions/views/live-writes"
import type { RevisedModel } from "#functions/views/read-models"
import type { RevisionStore } from "#functions/views/revisions"
import type { ModelAt } from "#projections/model-at"
import { writtenRevisions } from "#projections/revisions"
import type { Revisions } from "#schemas/rebuild"

const at = (now: Revisions, models: readonly RevisedModel[]): ModelAt[] =>
  models.flatMap((model) => writtenRevisions(now, model).map(model.at))

type Store = Pick<RevisionStore, "read">

/** The read models in every revision that is written now. */
export const writtenModels = (revisions: Store, models: readonly RevisedModel[]) => async () =>
  at(await revisions.read(), models)

/** The same for whoever is about to write events into them: a rebuild that fills a revision is told before. */
export const writtenModelsNoted =
  (revisions: Store, models: readonly RevisedModel[], liveWrites: Pick<LiveWrites, "note">) => async () => {
    const now = await revisions.read()
    if (now.rebuild?.phase === "filling") await liveWrites.note()
    return at(now, models)
  }
