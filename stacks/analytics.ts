/// <reference path="../.sst/platform/config.d.ts" />
import { deliveryPlaces, firehose } from "#stacks/firehose"
import type { Lambdas } from "#stacks/functions"
import type { Physical } from "#stacks/physical"
import { prepared } from "#stacks/prepared"
import type { Stage } from "#stacks/stage"
import { warehouse } from "#stacks/warehouse"

export type Analytics = {
  physical: Physical
  /** What bounds the warehouse's day. */
  limit?: aws.redshiftserverless.UsageLimit
  /** Once the functions are there: prepares the warehouse, and only then lets rows flow. */
  open: (archive: sst.aws.Bucket, lambdas: Lambdas) => void
}

/** The warehouse and what feeds it; nothing of it where the stage does without. */
export const analytics = (stage: Stage): Analytics => {
  if (stage.settings.without.has("analytics")) return { physical: {}, open: () => undefined }
  const made = warehouse(stage)
  return {
    physical: { ...deliveryPlaces(stage), warehouse: made.warehouse, warehouseAdmin: made.warehouseAdmin },
    limit: made.limit,
    open: (archive, lambdas) => firehose(stage, { archive, warehouse: made }, prepared(stage, made, lambdas)),
  }
}
