import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { pause } from "#functions/lib/pause"
import { viewTable } from "#functions/views/view-table"
import { type Filler, type FillerParts, filler } from "#projections/filler"
import { type ModelAt, modelAt } from "#projections/model-at"
import type { ReadModel } from "#projections/read-model"
import { readModels } from "#projections/registry"
import { remembering } from "#projections/remembering"
import type { Stamped } from "#projections/revisions"
import { stampOf } from "#projections/stamps"

/** A read model at every revision. */
export type RevisedModel = Stamped & {
  /** The category of streams that it reads from. */
  from: string
  at: (revision: number) => ModelAt
  filler: (
    revisions: { from: number; to: number },
    parts: Pick<FillerParts<unknown>, "load" | "list" | "isQuiet">,
  ) => Filler
}

/** One for each revision, so that what it remembers is of use. */
const kept = (make: (revision: number) => ModelAt) => {
  const made = new Map<number, ModelAt>()
  return (revision: number): ModelAt => {
    const known = made.get(revision) ?? make(revision)
    made.set(revision, known)
    return known
  }
}

/** A read model's rows in the table of this name, at every revision. */
export const revised = <Row>(
  [client, table]: [DynamoDBClient, string],
  model: ReadModel<Row>,
  stamp: string,
): RevisedModel => {
  const at = (revision: number) => viewTable(client, table)(model, revision)
  return {
    name: model.name,
    from: model.from,
    stamp,
    at: kept((revision) => modelAt(remembering(at(revision)), revision)),
    filler: ({ from, to }, parts) => filler({ ...parts, views: at(to), live: from > 0 ? at(from) : undefined, pause }),
  }
}

/** Every read model of the views table. */
export const readModelsIn = (client: DynamoDBClient, table: string): readonly RevisedModel[] =>
  Object.values<ReadModel>(readModels).map((model) => revised([client, table], model, stampOf(model.name)))
