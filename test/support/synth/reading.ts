import { z } from "zod"
import { type FunctionName, isFunction } from "#functions/manifest"
import { type Statement, statementsOf } from "#test/support/policy"
import type { Graph, Recorded } from "#test/support/synth/graph"

/** Resources of a type, as `sqs/queue:Queue`. */
export const ofType = ({ resources }: Graph, type: string): Recorded[] =>
  resources.filter((each) => each.type === `aws:${type}`)

/** The one resource of that type with that name at AWS. Throws where there is none. */
export const named = (graph: Graph, type: string, physical: string): Recorded => {
  const found = ofType(graph, type).find((each) => each.physical === physical)
  if (found) return found
  throw new Error(`The stacks have no ${type} ${physical}`)
}

/** The one resource of that type. Throws where there is none, or several. */
export const only = (graph: Graph, type: string): Recorded => {
  const [found, ...others] = ofType(graph, type)
  if (found && others.length === 0) return found
  throw new Error(`The stacks have ${others.length + (found ? 1 : 0)} of ${type}, not one`)
}

/** A name without the stage that it begins with. */
export const plain = ({ app }: Graph, physical: string): string => physical.replace(`${app.stage}-`, "")

const Lambda = z.object({
  name: z.string(),
  handler: z.string(),
  runtime: z.string(),
  architectures: z.array(z.string()),
  memorySize: z.number(),
  timeout: z.number(),
  role: z.string(),
  environment: z.object({ variables: z.record(z.string(), z.string()) }),
  loggingConfig: z.object({ logGroup: z.string(), logFormat: z.string() }),
})
export type LambdaOnStage = z.infer<typeof Lambda>

const onMap = (name: string): FunctionName => {
  if (isFunction(name)) return name
  throw new Error(`functions/manifest.ts has no ${name}`)
}

/** The functions of a stage by their names on the map. */
export const lambdasOf = (graph: Graph): Map<FunctionName, LambdaOnStage> =>
  new Map(
    ofType(graph, "lambda/function:Function").map(({ inputs }) => {
      const lambda = Lambda.parse(inputs)
      return [onMap(plain(graph, lambda.name)), lambda]
    }),
  )

const Role = z.object({
  assumeRolePolicy: z.string(),
  managedPolicyArns: z.array(z.string()).default([]),
  inlinePolicies: z.array(z.object({ policy: z.string() })).default([]),
})

export type RoleOnStage = { name: string; trusts: Statement[]; managed: string[]; statements: Statement[] }

/** Every role of a stage with all that it may do. */
export const rolesOf = (graph: Graph): RoleOnStage[] =>
  ofType(graph, "iam/role:Role").map(({ physical, inputs }) => {
    const { assumeRolePolicy, managedPolicyArns, inlinePolicies } = Role.parse(inputs)
    return {
      name: physical,
      trusts: statementsOf(assumeRolePolicy),
      managed: managedPolicyArns,
      statements: inlinePolicies.flatMap(({ policy }) => statementsOf(policy)),
    }
  })

/** What a function's role may do. */
export const roleOf = (graph: Graph, name: FunctionName): RoleOnStage => {
  const role = rolesOf(graph).find((each) => each.name === `${graph.app.stage}-${name}-function`)
  if (role) return role
  throw new Error(`${name} has no role of its own`)
}

const Route = z.looseObject({ apiId: z.string(), routeKey: z.string(), target: z.string() })
const Integration = z.looseObject({ integrationUri: z.string() })

/** The routes of an API with the function that each leads to, by its name on the map. */
export const routesOf = (graph: Graph, api: string) =>
  ofType(graph, "apigatewayv2/route:Route")
    .map(({ inputs }) => Route.parse(inputs))
    .filter(({ apiId }) => apiId === api)
    .map((inputs) => {
      const target = inputs.target.replace("integrations/", "")
      const integration = Integration.parse(named(graph, "apigatewayv2/integration:Integration", target).inputs)
      const called = /:function:([\w-]+)\/invocations$/.exec(integration.integrationUri)?.[1] ?? ""
      return { route: inputs.routeKey, function: onMap(plain(graph, called)), inputs, integration }
    })
