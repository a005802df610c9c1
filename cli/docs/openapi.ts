import { join } from "node:path"
import { z } from "zod"
import type { Aggregate } from "#core/engine/aggregate"
import { aggregates } from "#core/registry"
import { codes, ProblemShape } from "#functions/http/problem"
import type { Route } from "#functions/http/route"
import { idName, isPosted, senders } from "#functions/http/stream-path"
import { functions } from "#functions/manifest"
import { resources } from "#functions/resources"

/** Where the document lies that GET /api/openapi.json answers, from the root of the repository. */
export const openapiFile = "functions/api/openapi.json"

/** A zod shape as the JSON Schema of what is sent (`input`) or answered. Answers may grow, so readers must let them. */
const schema = (shape: z.ZodType, io: "input" | "output" = "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (io === "output") delete jsonSchema.additionalProperties
    },
  })
  return rest
}

const json = (shape: unknown) => ({ "application/json": { schema: shape } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const problem = {
  description: "A problem (RFC 9457)",
  content: { "application/problem+json": { schema: ref("Problem") } },
}

const Problem = ProblemShape.extend({
  code: z.string().describe(`Stable, for programs: ${codes.join(", ")} and others.`),
})

const parameter = (name: string, where: "path" | "query" | "header", shape: unknown) => ({
  name,
  in: where,
  required: where === "path",
  schema: shape,
})

const headerShapes = {
  "Idempotency-Key": { type: "string", minLength: 1, maxLength: 255 },
  "X-Correlation-Id": { type: "string", pattern: "^[!-~]{1,200}$" },
  "If-Match": { type: "string", examples: ['"7"', "*"] },
}

const etag = { ETag: { description: "The stream's version in quotes", schema: { type: "string" } } }

const parametersOf = (shape: z.ZodType, where: "path" | "query") =>
  Object.entries(schema(shape, "input").properties ?? {}).map(([name, each]) => parameter(name, where, each))

/** A body of which every field may be left out may be left out itself. */
const bodyOf = (body: z.ZodType) => ({
  requestBody: { required: !body.safeParse({}).success, content: json(schema(body, "input")) },
})

/** Answers may grow, so that what customers are answered may fit both shapes. */
const answered = ({ answer, toCustomers }: Route) =>
  json(toCustomers ? { anyOf: [ref(answer.name), ref(toCustomers.name)] } : ref(answer.name))

const answers = (route: Route) => {
  const { answer, status = 200, also = {}, etag: tagged } = route
  return {
    [status]: {
      description: status === 202 ? "Accepted" : "OK",
      ...(tagged && { headers: etag }),
      content: answered(route),
    },
    ...Object.fromEntries(
      Object.entries(also).map(([code, description]) => [code, { description, content: json(ref(answer.name)) }]),
    ),
    default: problem,
  }
}

const operation = (id: string, route: Route) => {
  const { summary, path, query, body, headers = [] } = route
  const parameters = [
    ...parametersOf(path, "path"),
    ...parametersOf(query, "query"),
    ...headers.map((name) => parameter(name, "header", headerShapes[name])),
  ]
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && bodyOf(body)),
    responses: answers(route),
    ...(route.for === "anybody" && { security: [] }),
  }
}

type Described = { name: string; method: string; path: string; route: Route }

const Module = z.object({ route: z.custom<Route>((value) => typeof value === "object" && value !== null) })

/** Handlers ask for the names of what they touch when they are loaded; here nothing is touched. */
const nameResources = () => {
  for (const { env, name } of Object.values(resources)) process.env[env] ??= name
  process.env.AWS_REGION ??= "us-east-1"
}

/** Every route of the map with its own description. Throws where a handler's file exports none. */
const described = async (): Promise<Described[]> => {
  nameResources()
  const all = [...functions].flatMap(([name, { on, handler }]) => (on.kind === "http" ? [{ name, on, handler }] : []))
  return Promise.all(
    all.map(async ({ name, on, handler }) => {
      const file = handler.replace(/\.handler$/, ".ts")
      const { data } = Module.safeParse(await import(join(import.meta.dirname, "..", "..", file)))
      if (!data) throw new Error(`${file} exports no \`route\`: describe ${on.route} as functions/http/route.ts says`)
      const [method = "", path = ""] = on.route.split(" ")
      return { name, method: method.toLowerCase(), path, route: data.route }
    }),
  )
}

/** The route that every command comes in by: each command has a path of its own in the document. */
const isGeneric = ({ path }: Described) => path.includes("{command}")

const commandPath = (generic: Route, of: Aggregate, [name, body]: [string, z.ZodType]) => {
  const route: Route = {
    ...generic,
    summary: `The command ${name}, by ${senders(of, name).join(", ")}`,
    path: z.object({ [idName(of)]: of.id }),
    body,
    answer: { ...generic.answer, name: of.category === "ticket" ? "Accepted" : generic.answer.name },
  }
  return [`/api/${of.collection}/{${idName(of)}}/${name}`, { post: operation(name, route) }] as const
}

/** Every command of every aggregate that somebody outside may send. */
const commandPaths = (generic: Route) =>
  Object.fromEntries(
    aggregates.flatMap((of) =>
      Object.entries(of.commands)
        .filter(([name]) => isPosted(of, name) && senders(of, name).length > 0)
        .map(([name, { shape }]) => commandPath(generic, of, [name, shape])),
    ),
  )

const fixedPaths = (routes: readonly Described[]) => {
  const paths: Record<string, object> = {}
  for (const { path, method, name, route } of routes) paths[path] = { ...paths[path], [method]: operation(name, route) }
  return paths
}

/** OpenAPI 3.1 of the HTTP API, from the descriptions that parse and guard the requests. https://spec.openapis.org/oas/v3.1.0 */
export const openapi = async () => {
  const all = await described()
  const fixed = all.filter((each) => !isGeneric(each))
  const named = all.flatMap(({ route: { answer, toCustomers } }) => (toCustomers ? [answer, toCustomers] : [answer]))
  const shapes = Object.fromEntries(named.map(({ name, shape }) => [name, schema(shape)]))
  return {
    openapi: "3.1.0",
    info: {
      title: "Ledgerdesk",
      version: "1.0.0",
      description: "Streams are changed by commands and read from views.",
    },
    security: [{ idToken: [] }],
    paths: {
      ...fixedPaths(fixed),
      ...Object.assign({}, ...all.filter(isGeneric).map(({ route }) => commandPaths(route))),
    },
    components: {
      securitySchemes: { idToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { ...shapes, Problem: schema(Problem) },
    },
  }
}

/** The document as it lies in its file. */
export const openapiText = async (): Promise<string> => `${JSON.stringify(await openapi(), null, 2)}\n`
