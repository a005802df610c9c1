import { assumed } from "#cli/costs/assumptions"
import type { Measured } from "#cli/costs/life"
import { type Line, linesOf, type Used } from "#cli/costs/line"
import { type Calls, durationOf, type Functions, matching } from "#cli/costs/traffic"
import { hasResource } from "#stacks/parts"
import type { Part } from "#stacks/settings"

export type Desk = {
  functions: Functions
  without: ReadonlySet<Part>
  measured: Measured
  /** The states that a ticket passes in triage, by the function that each calls. */
  steps: readonly string[]
  /** How often each function is called for a ticket. */
  calls: Calls
}

const gigabyte = 1024 ** 3
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0)
const published = ({ measured }: Desk) => total(Object.values(measured.events))

/** Loads for a decision that no command makes: of those that only read, and of those who tell somebody. */
const loads = ({ functions, calls }: Desk) =>
  total(
    functions.map(([name, spec]) => {
      const reads = spec.may.events?.includes("dynamodb:Query") && spec.on.kind !== "http" && spec.on.kind !== "table"
      const commands = spec.may.events?.includes("dynamodb:PutItem") && !spec.may.ledger
      return reads && !commands ? (calls.get(name) ?? 0) : 0
    }),
  )

const dynamo = (desk: Desk): Used[] => {
  const { events, views } = desk.measured.used
  const lists = assumed("listsRead") * Math.ceil((assumed("rowsAList") * desk.measured.rowBytes) / 8192)
  const effects = desk.functions.filter(([, { may }]) => may.ledger)
  const told = total(effects.map(([name]) => desk.calls.get(name) ?? 0))
  return [
    { what: "commits written", quantity: events.writes, price: "writeUnit" },
    { what: "rows of read models and their indexes written", quantity: views.writes, price: "writeUnit" },
    { what: "effects kept from happening twice", quantity: told * assumed("ledgerWrites"), price: "writeUnit" },
    {
      what: "tickets loaded for decisions and steps",
      quantity: events.reads + loads(desk) * desk.measured.load,
      price: "readUnit",
    },
    { what: "rows read to be brought up to date", quantity: views.reads, price: "readUnit" },
    { what: "lists and pages read by people", quantity: lists + assumed("pagesRead"), price: "readUnit" },
    { what: "listeners looked up for every change", quantity: desk.measured.rowsWritten, price: "readUnit" },
  ]
}

const lambda = ({ functions, calls }: Desk): Used[] => {
  const times = functions.map(
    ([name, spec]) => ((calls.get(name) ?? 0) * (spec.memory / 1024) * durationOf(spec)) / 1000,
  )
  return [
    { what: "calls of functions", quantity: total(calls.values()), price: "lambdaRequest" },
    { what: "their time, by the memory of each", quantity: total(times), price: "lambdaTime" },
  ]
}

const messages = ({ functions, measured }: Desk) =>
  total(functions.map(([, { on }]) => (on.kind === "bus" ? matching(on.pattern, measured) : 0)))

const ai = ({ without, measured }: Desk): Line[] => [
  ...(hasResource(without, "sentiment")
    ? linesOf("Comprehend", [{ what: "texts judged", quantity: measured.sentimentUnits, price: "sentimentUnit" }])
    : []),
  ...(hasResource(without, "model")
    ? linesOf("Bedrock", [
        { what: "questions", quantity: measured.asked / assumed("charactersAToken"), price: "tokenIn" },
        { what: "answers", quantity: measured.answered / assumed("charactersAToken"), price: "tokenOut" },
      ])
    : []),
]

/** Firehose bills every record as a multiple of 5 KB. */
const billed = (bytes: number) => Math.ceil(bytes / 5120) * 5120

const delivered = (desk: Desk): Line[] =>
  hasResource(desk.without, "eventDelivery")
    ? linesOf("Firehose", [
        {
          what: "events and processed tickets delivered",
          quantity:
            (published(desk) * billed(desk.measured.eventBytes / published(desk)) +
              billed(desk.measured.processedBytes)) /
            gigabyte,
          price: "firehose",
        },
      ])
    : []

const api = ({ functions, calls }: Desk): number =>
  total(functions.map(([name, { on }]) => (on.kind === "http" ? (calls.get(name) ?? 0) : 0)))

const doors = (desk: Desk): Line[] => [
  ...linesOf("API Gateway", [
    { what: "requests to the API", quantity: api(desk), price: "apiRequest" },
    {
      what: "changes told to browsers",
      quantity: desk.measured.commits * assumed("listeners"),
      price: "socketMessage",
    },
    { what: "live connections", quantity: assumed("liveMinutes"), price: "socketMinute" },
    { what: "answers to browsers", quantity: (api(desk) * assumed("answerBytes")) / gigabyte, price: "transferOut" },
  ]),
  ...(desk.without.has("web")
    ? []
    : linesOf("CloudFront", [
        { what: "requests to the API by its address", quantity: api(desk), price: "edgeRequest" },
      ])),
]

/** What one ticket uses up. */
export const perTicket = (desk: Desk): Line[] => [
  ...linesOf("DynamoDB", dynamo(desk)),
  ...linesOf("Lambda", lambda(desk)),
  ...linesOf("EventBridge", [
    { what: "events published", quantity: published(desk), price: "busEvent" },
    { what: "events kept by the bus's archive", quantity: desk.measured.eventBytes / gigabyte, price: "busArchive" },
  ]),
  ...linesOf("SQS", [
    { what: "messages sent, received and deleted", quantity: 3 * messages(desk), price: "queueRequest" },
  ]),
  // AWS counts the start as a transition too.
  ...linesOf("Step Functions", [
    { what: "states passed in triage", quantity: desk.steps.length + 1, price: "transition" },
  ]),
  ...linesOf("X-Ray", [{ what: "executions of triage traced", quantity: 1, price: "trace" }]),
  ...ai(desk),
  ...delivered(desk),
  ...linesOf("Kinesis", [
    {
      what: "records sent",
      quantity: (1 - assumed("viaApi")) * Math.ceil(desk.measured.recordBytes / 25_600),
      price: "payloadUnit",
    },
  ]),
  ...linesOf("S3", [{ what: "tickets archived", quantity: 1, price: "bucketPut" }]),
  ...linesOf("SES", [{ what: "mails to customers", quantity: desk.measured.events.ReplyPosted ?? 0, price: "mail" }]),
  ...linesOf("SNS", [
    {
      what: "mails to teams",
      quantity: assumed("teamMails") * (desk.measured.events.TicketRouted ?? 0),
      price: "topicMail",
    },
  ]),
  ...linesOf("KMS", [
    { what: "keys for events on the bus", quantity: published(desk) * assumed("keysABusEvent"), price: "keyRequest" },
  ]),
  ...doors(desk),
  ...linesOf("CloudWatch", [
    {
      what: "logs of functions",
      quantity: (total(desk.calls.values()) * assumed("logBytes")) / gigabyte,
      price: "logs",
    },
  ]),
]

/** What a ticket that is over costs in every month that it is kept. */
export const kept = ({ measured, without }: Desk): Line[] => {
  const { events, views } = measured.used
  const stored = events.bytes + views.bytes
  const reported = measured.eventBytes + measured.processedBytes
  return [
    ...linesOf("DynamoDB", [
      { what: "events, rows and their indexes", quantity: stored / gigabyte, price: "tableStorage" },
      { what: "their point-in-time recovery", quantity: stored / gigabyte, price: "tableBackup" },
    ]),
    ...linesOf("S3", [
      {
        what: "archive",
        quantity: (measured.processedBytes + (without.has("analytics") ? 0 : reported)) / gigabyte,
        price: "bucketStorage",
      },
    ]),
    ...(without.has("analytics")
      ? []
      : linesOf("Redshift", [
          { what: "rows, uncompressed", quantity: reported / gigabyte, price: "warehouseStorage" },
        ])),
  ]
}
