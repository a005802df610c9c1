import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { checkpointsOn } from "#functions/views/checkpoints"
import { NotFilled } from "#functions/views/not-filled"
import { type ProgressParts, rebuildProgress } from "#functions/views/rebuild-progress"
import { recently, revisionsOn } from "#functions/views/revisions"
import { type ViewTable, viewTable } from "#functions/views/view-table"
import type { ReadModel } from "#projections/read-model"
import { liveRevision } from "#projections/revisions"
import { stampOf } from "#projections/stamps"

/** The rows of a read model that readers see now. Rejects with NotFilled as long as there are none. */
export type FilledView<Row> = () => Promise<ViewTable<Row>>

const notFilled = async (parts: ProgressParts, name: string): Promise<NotFilled> =>
  new NotFilled(name, await rebuildProgress(parts, Date.now()))

/** Every read model's live rows, in the table of this name. */
export const liveViews = (client: DynamoDBClient, tableName: string) => {
  const table = { client, name: () => tableName }
  const parts = { revisions: revisionsOn(table), checkpoints: checkpointsOn(table) }
  const known = recently(parts.revisions)
  const views = viewTable(client, tableName)
  return <Row>(model: ReadModel<Row>): FilledView<Row> => {
    const stamped = { name: model.name, stamp: stampOf(model.name) }
    return async () => {
      const revision = liveRevision(await known(), stamped)
      if (revision === undefined) throw await notFilled(parts, model.name)
      return views(model, revision)
    }
  }
}
