/// <reference path="../.sst/platform/config.d.ts" />
import { createHash } from "node:crypto"
import { preparations, userOf } from "#functions/warehouse/access"
import { type Lambdas, lambdaNamed } from "#stacks/functions"
import type { Stage } from "#stacks/stage"
import type { Warehouse } from "#stacks/warehouse"

/** Changes when what a new warehouse is prepared with does. */
const fingerprint = (merger: string): string =>
  createHash("sha256")
    .update(JSON.stringify(preparations(new Set(), { loaderPassword: "", merger })))
    .digest("hex")

/**
 * Runs prepare-warehouse in the deployment, once for each change of the tables, the privileges or the loader's password.
 * A failing statement fails the deployment. Nothing may be delivered before.
 */
export const prepared = (stage: Stage, { workgroup, loader }: Warehouse, lambdas: Lambdas): aws.lambda.Invocation => {
  const preparing = lambdaNamed(lambdas, "prepare-warehouse")
  const merger = userOf(stage.named("merge-warehouse-function"))
  return new aws.lambda.Invocation(
    "WarehousePrepared",
    {
      functionName: preparing.nodes.function.name,
      input: $jsonStringify({ loaderPassword: loader.passwordHash, merger }),
      triggers: { preparations: fingerprint(merger) },
    },
    { dependsOn: [workgroup, loader.version] },
  )
}
