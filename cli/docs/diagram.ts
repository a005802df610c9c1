import { withPart } from "#cli/docs/generated-part"
import { type FunctionName, functions } from "#functions/manifest"
import { type Resource, type ResourceName, resources } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import type { EventPattern, Trigger } from "#functions/triggers"

/** Words for what an arrow to a resource means, from the actions that the manifest grants. Reads are not drawn. */
const verbs: Record<string, string> = {
  "dynamodb:PutItem": "writes",
  "events:PutEvents": "publishes",
  "sqs:SendMessage": "refuses to",
  "states:StartExecution": "starts",
  "comprehend:DetectSentiment": "asks",
  "bedrock:InvokeModel": "asks",
  "sns:Publish": "notifies",
  "ses:SendEmail": "mails",
  "s3:PutObject": "stores",
  "firehose:PutRecordBatch": "delivers",
  "redshift-data:ExecuteStatement": "prepares",
  "redshift-data:BatchExecuteStatement": "merges",
  "execute-api:ManageConnections": "pushes",
}

const shapes: Record<Resource["kind"], (title: string) => string> = {
  table: (title) => `[(${title})]`,
  bucket: (title) => `[(${title})]`,
  warehouse: (title) => `[(${title})]`,
  secret: (title) => `([${title}])`,
  kinesis: (title) => `>${title}]`,
  bus: (title) => `{{${title}}}`,
  delivery: (title) => `>${title}]`,
  queue: (title) => `>${title}]`,
  "state-machine": (title) => `[[${title}]]`,
  topic: (title) => `>${title}]`,
  sender: (title) => `([${title}])`,
  model: (title) => `([${title}])`,
  sentiment: (title) => `([${title}])`,
  users: (title) => `([${title}])`,
  live: (title) => `([${title}])`,
}

const titles: Partial<Record<ResourceName, string>> = {
  sender: "SES",
  model: "Bedrock",
  sentiment: "Comprehend",
  users: "Cognito",
  live: "WebSocket",
}
const titleOf = (name: ResourceName) => titles[name] ?? resources[name].name

const id = (name: string) => name.replace(/[^a-zA-Z]/g, "_")
const node = (name: ResourceName) => `  ${id(name)}${shapes[resources[name].kind](`"${titleOf(name)}"`)}`

type Source = [from: string, label: string]
type Sources = { [K in Trigger["kind"]]: (on: Extract<Trigger, { kind: K }>) => Source }

const patternLabel = ({ source, "detail-type": types, detail }: EventPattern) => {
  const outside = source.some((each) => typeof each === "object") ? "from integrations: " : ""
  const later = detail ? `<br>from version ${detail.version[0].numeric[1]} on` : ""
  return outside + (types?.join("<br>") ?? "every event") + later
}

const sources: Sources = {
  http: ({ route }) => ["http", route.startsWith("GET") ? "reads" : "commands"],
  socket: ({ route }) => ["live", route],
  table: ({ table }) => [id(table), "stream"],
  kinesis: ({ stream }) => [id(stream), "records"],
  bus: ({ pattern }) => ["bus", patternLabel(pattern)],
  step: ({ machine }) => [id(machine), "step"],
  schedule: ({ rate }) => ["clock", rate],
  deploy: () => ["deployment", "once"],
}

const sourceOf = (on: Trigger): Source => (sources[on.kind] as (on: Trigger) => Source)(on)

const effects = ({ may }: FunctionSpec): string[][] =>
  Object.entries(may).flatMap(([resource, actions = []]) => {
    const verb = actions.map((action) => verbs[action]).find((each) => each !== undefined)
    return verb && resource !== "ledger" ? [[id(resource), verb]] : []
  })

/** The reading routes are one box, so that the picture shows the flow and not a list. */
const isReader = ({ on }: FunctionSpec) => on.kind === "http" && on.route.startsWith("GET")

const lines = ([name, spec]: [FunctionName, FunctionSpec]): string[] => {
  const [from, label] = sourceOf(spec.on)
  return [
    `  ${from} -- "${label}" --> ${id(name)}["${name}"]`,
    ...effects(spec).map(([to, verb]) => `  ${id(name)} -. ${verb} .-> ${to}`),
  ]
}

/** The system as a Mermaid flowchart, drawn from the manifest: an arrow into a box wakes it, a dotted one is its effect. */
export const diagram = (): string => {
  const drawn = [...functions].filter(([, spec]) => !isReader(spec))
  const body = drawn.flatMap(lines)
  const used = (Object.keys(resources) as ResourceName[]).filter((name) => body.some((line) => line.includes(id(name))))
  return [
    "flowchart LR",
    '  http(["HTTP API"])',
    '  clock(["schedule"])',
    '  deployment(["deployment"])',
    ...used.map(node),
    ...body,
    '  http -- "reads" --> views',
    "  eventDelivery -. COPY .-> warehouse",
    "  ticketDelivery -. COPY .-> warehouse",
  ].join("\n")
}

/** Every function as a row: what wakes it, what it may touch, what a replay may do. */
const functionTable = (): string => {
  const rows = [...functions].map(([name, spec]) => {
    const [, label] = sourceOf(spec.on)
    const wakes =
      spec.on.kind === "http" ? `\`${spec.on.route}\`` : `${spec.on.kind}: ${label.replaceAll("<br>", ", ")}`
    const touches = Object.entries(spec.may).map(
      ([resource, actions]) => `${resource} (${actions?.map((action) => action.split(":")[1]).join(", ")})`,
    )
    return `| [\`${name}\`](../${spec.handler.replace(/\.handler$/, ".ts")}) | ${wakes} | ${touches.join("; ") || "nothing"} | ${spec.replay ?? "–"} |`
  })
  return ["| function | woken by | may touch | replay |", "| --- | --- | --- | --- |", ...rows].join("\n")
}

/** A document with its generated parts brought up to date. Throws where a part's markers are missing. */
export const withGeneratedParts = (document: string): string =>
  Object.entries({ diagram: `\`\`\`mermaid\n${diagram()}\n\`\`\``, functions: functionTable() }).reduce(
    (text, [part, content]) => withPart(text, "docs/architecture.md", { part, content }),
    document,
  )
