/// <reference path="../.sst/platform/config.d.ts" />
import { readModels } from "#projections/registry"
import { stampOf } from "#projections/stamps"
import { type Lambdas, lambdaNamed } from "#stacks/functions"
import type { TableOnStage } from "#stacks/storage"

/** Changes when a read model is new or its rows would be others. */
const stamps = (): string => Object.keys(readModels).map(stampOf).join(" ")

/** Runs fill-views in the deployment, once for each change of what the read models hold. It starts a rebuild and ends. */
export const filled = (
  lambdas: Lambdas,
  { views, rebuild }: { views: TableOnStage; rebuild: aws.sfn.StateMachine },
): aws.lambda.Invocation =>
  new aws.lambda.Invocation(
    "ViewsFilled",
    {
      functionName: lambdaNamed(lambdas, "fill-views").nodes.function.name,
      input: "{}",
      triggers: { stamps: stamps() },
    },
    { dependsOn: [views.table, rebuild] },
  )
