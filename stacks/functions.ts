/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import { type ResourceName, resources } from "#functions/resources"
import type { FunctionSpec, SettingName } from "#functions/spec"
import { bundling } from "#stacks/bundling"
import { pascal } from "#stacks/pascal"
import type { Deployed, Physical } from "#stacks/physical"
import { assumableBy } from "#stacks/policy"
import type { Stage } from "#stacks/stage"

export type Permission = { actions: string[]; resources: $util.Input<string>[] }

type Everything = {
  physical: Physical
  /** What Lambda needs to wake a function, beside what the function itself may do. */
  waking: (name: FunctionName, spec: FunctionSpec) => Permission[]
  /** What the stage says: a function learns what its line names. */
  settings: Partial<Record<SettingName, $util.Input<string>>>
}

const deployedOf = (physical: Physical, name: ResourceName): Deployed => {
  const found = physical[name]
  if (found) return found
  throw new Error(`stacks/platform.ts has no ${name}, which functions/manifest.ts grants`)
}

const granted = ({ may }: FunctionSpec, physical: Physical): Permission[] =>
  (Object.keys(may) as ResourceName[]).flatMap((name) =>
    (may[name] ?? []).map((action) => ({
      actions: [action],
      resources: deployedOf(physical, name).arnsFor(action),
    })),
  )

const variables = ({ may, knows = [] }: FunctionSpec, physical: Physical) =>
  Object.fromEntries(
    [...(Object.keys(may) as ResourceName[]), ...knows].map((name) => [
      resources[name].env,
      deployedOf(physical, name).value,
    ]),
  )

/** The settings that a function's line names, where the stage has them. */
const named = ({ settings = [] }: FunctionSpec, all: Everything["settings"]) =>
  Object.fromEntries(
    settings.flatMap((name) => {
      const value = all[name]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )

const logs = ({ arn, named }: Stage, name: string): Permission => ({
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  resources: [arn("logs", `log-group:/aws/lambda/${named(name)}:*`)],
})

const lambda = (stage: Stage, [name, spec]: [FunctionName, FunctionSpec], everything: Everything) =>
  new sst.aws.Function(pascal(name), {
    name: stage.named(name),
    description: `${spec.handler}, woken by ${spec.on.kind}`,
    handler: spec.handler,
    nodejs: bundling,
    memory: `${spec.memory} MB`,
    timeout: `${spec.timeout} seconds`,
    logging: { retention: stage.settings.logs, format: "json" },
    environment: { ...named(spec, everything.settings), ...variables(spec, everything.physical) },
    permissions: [...granted(spec, everything.physical), ...everything.waking(name, spec), logs(stage, name)],
    transform: {
      logGroup: (args) => {
        args.name = `/aws/lambda/${stage.named(name)}`
      },
      // SST attaches a policy that may write to every log group of the account: `logs` above is this function's own.
      role: (args) => {
        args.name = `${stage.named(name)}-function`
        args.managedPolicyArns = []
        args.assumeRolePolicy = assumableBy("lambda.amazonaws.com")
      },
    },
  })

export type Lambdas = ReadonlyMap<FunctionName, sst.aws.Function>

/** Every function of the map: its permissions and its environment are those of its line, and no others. */
export const lambdas = (
  stage: Stage,
  functions: readonly [FunctionName, FunctionSpec][],
  everything: Everything,
): Lambdas => new Map(functions.map((each) => [each[0], lambda(stage, each, everything)]))

/** Throws where a function that something else needs was left out. */
export const lambdaNamed = (all: Lambdas, name: FunctionName): sst.aws.Function => {
  const found = all.get(name)
  if (found) return found
  throw new Error(`${name} is not on this stage: see LEDGERDESK_WITHOUT`)
}
