import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { pathToFileURL } from "node:url"
import { z } from "zod"
import { type FunctionName, functions } from "../functions/manifest.ts"
import { resources } from "../functions/resources.ts"
import type { FunctionSpec, SettingName } from "../functions/spec.ts"

/** What a process is asked, and the answer that shows that it was neither broken nor out for the network. */
export type Question = { event: unknown; answer: RegExp; environment: Record<string, string> }

/** The closed port of `discard`: who goes there fails at once. */
const nowhere = "http://127.0.0.1:9"

const ofLambda = { AWS_REGION: "us-east-1", AWS_ENDPOINT_URL: nowhere, AWS_EC2_METADATA_DISABLED: "true" }

const request = {
  headers: {},
  body: "not JSON",
  requestContext: {
    requestId: "first",
    routeKey: "$default",
    authorizer: { jwt: { claims: { sub: "someone", "cognito:groups": "[admin]" } } },
  },
}

/** By what wakes a function: the least that each of its kind answers without the network. */
const asked: Record<string, { event: unknown; answer: RegExp; means: string }> = {
  http: { event: request, answer: /^\{"statusCode":400,/, means: "a body that is not JSON (400)" },
  socket: { event: { requestContext: {} }, answer: /^ZodError: /, means: "a connection without an id (refused)" },
  table: { event: {}, answer: /^(ZodError|TypeError): /, means: "a batch without records (refused)" },
  kinesis: { event: { Records: [] }, answer: /^\{"batchItemFailures":\[\]\}$/, means: "an empty batch" },
  bus: { event: { Records: [] }, answer: /^\{"batchItemFailures":\[\]\}$/, means: "an empty batch" },
  step: { event: {}, answer: /^Invalid: /, means: "an input without its fields (refused)" },
  deploy: {
    event: {},
    answer: /^(ZodError|CredentialsProviderError): /,
    means: "an input without its fields (refused), or nobody to sign for what it asks",
  },
  schedule: { event: {}, answer: /^CredentialsProviderError: /, means: "nobody to sign for what it asks" },
}

/** What every kind of function is asked, for people. */
export const questions = (): string =>
  Object.entries(asked)
    .map(([kind, { means }]) => `${kind}: ${means}`)
    .join("; ")

/** What a stage says. */
const said: Record<SettingName, string> = {
  ISSUER: `${nowhere}/issuer`,
  CLIENT_ID: "client",
  ROUTING_RULES: "[]",
  CLOSE_AFTER_DAYS: "7",
}

/** As stacks/functions.ts sets it: the names and settings that the line of the manifest asks for. */
const environmentOf = ({ may, knows = [], settings = [] }: FunctionSpec): Record<string, string> => {
  const granted = Object.entries(resources).filter(([name]) => [...Object.keys(may), ...knows].includes(name))
  return {
    ...Object.fromEntries(granted.map(([name, { env }]) => [env, name])),
    ...Object.fromEntries(settings.map((name) => [name, said[name]])),
  }
}

/** What is asked of a function. Throws for a kind of trigger that nothing is known to ask of. */
export const questionFor = (name: FunctionName): Question => {
  const spec = functions.get(name)
  const question = spec && asked[spec.on.kind]
  if (!question) throw new Error(`${name} has no first event: give its kind of trigger one in bench/first-answer.ts`)
  const { event, answer } = question
  return { event, answer, environment: { ...ofLambda, ...environmentOf(spec) } }
}

const Answered = z.object({ milliseconds: z.number(), answered: z.string() })

/** Starts a process with a bundle; answers the milliseconds from its start to its first answer. Throws for another answer. */
export const firstAnswer = async (bundle: string, { event, answer, environment }: Question): Promise<number> => {
  const child = fork(
    join(import.meta.dirname, "first-answer-process.mjs"),
    [pathToFileURL(bundle).href, JSON.stringify(event)],
    {
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: { ...environment, POWERTOOLS_LOG_LEVEL: "SILENT", POWERTOOLS_METRICS_DISABLED: "true" },
    },
  )
  const complaint = child.stderr ? text(child.stderr) : Promise.resolve("")
  const exited = once(child, "exit")
  // Node shows the line that threw, which is most of a minified bundle: the error stands behind it.
  const failed = exited.then(async ([code]) => {
    throw new Error(`${bundle} did not start (exit code ${code}): ${(await complaint).slice(-600)}`)
  })
  const [message] = await Promise.race([once(child, "message"), failed])
  await exited
  const { milliseconds, answered } = Answered.parse(message)
  if (!answer.test(answered)) throw new Error(`${bundle} answered ${answered.slice(0, 300)}, not ${answer}`)
  return milliseconds
}
