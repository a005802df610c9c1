import { api, consumer, type FunctionSpec, rebuildStep, step } from "#functions/spec"
import type { StreamReading } from "#functions/triggers"
import { type EventType, events } from "#schemas/ticket/events"

const read = ["dynamodb:Query", "dynamodb:GetItem"]
/** Some indexes name rows that are then fetched. */
const list = [...read, "dynamodb:BatchGetItem"]
const command = { events: ["dynamodb:Query", "dynamodb:GetItem", "dynamodb:PutItem"] } as const
const once = { ledger: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:GetItem"] } as const
const refuse = { intakeDeadLetters: ["sqs:SendMessage"] } as const

/** Named one by one, so that events of other streams do not come along. */
const everyTicketEvent = Object.keys(events) as EventType[]

const streaming: StreamReading = { batchSize: 100, windowSeconds: 0, retries: 8, maxAgeSeconds: 86_400, parallel: 4 }

/** THE MAP OF THE SYSTEM: every function, what wakes it and what it may touch. Stacks and the local cloud read it. */
export const manifest = {
  "submit-ticket": api("submit-ticket", "POST /api/tickets", command),
  "list-tickets": api("list-tickets", "GET /api/tickets", { views: list }),
  "list-inbox": api("list-inbox", "GET /api/inbox", { views: list }),
  "get-ticket": api("get-ticket", "GET /api/tickets/{ticketId}", { views: read }),
  "list-events": api("list-events", "GET /api/tickets/{ticketId}/events", { events: read }),
  "get-ticket-at": api("get-ticket-at", "GET /api/tickets/{ticketId}/at/{version}", { events: read }),
  "post-command": api("post-command", "POST /api/{collection}/{id}/{command}", {
    ...command,
    users: ["cognito-idp:ListUsersInGroup"],
  }),
  "list-agents": api("list-agents", "GET /api/agents", { users: ["cognito-idp:ListUsersInGroup"], views: read }),
  "list-rebuilds": api("list-rebuilds", "GET /api/rebuilds", { views: read }),
  "get-me": api("get-me", "GET /api/me", {}),
  "get-health": {
    ...api("get-health", "GET /api/health", { views: read, events: read }),
    on: { kind: "http", route: "GET /api/health", open: true },
  },
  "get-openapi": {
    ...api("get-openapi", "GET /api/openapi.json", {}),
    on: { kind: "http", route: "GET /api/openapi.json", open: true },
  },

  "connect-live": {
    handler: "functions/live/connect-live.handler",
    on: { kind: "socket", route: "$connect" },
    may: { connections: ["dynamodb:PutItem"] },
    knows: ["users"],
    settings: ["ISSUER", "CLIENT_ID"],
    memory: 256,
    timeout: 10,
  },
  "disconnect-live": {
    handler: "functions/live/disconnect-live.handler",
    on: { kind: "socket", route: "$disconnect" },
    may: { connections: ["dynamodb:DeleteItem"] },
    memory: 256,
    timeout: 10,
  },
  "announce-changes": {
    handler: "functions/live/announce-changes.handler",
    on: { kind: "table", table: "views", read: { ...streaming, retries: 2, maxAgeSeconds: 300 } },
    may: { connections: ["dynamodb:Scan", "dynamodb:DeleteItem"], live: ["execute-api:ManageConnections"] },
    memory: 256,
    timeout: 30,
  },

  "accept-records": {
    handler: "functions/ingest/accept-records.handler",
    on: { kind: "kinesis", stream: "intake", read: streaming },
    may: { ...command, ...refuse },
    memory: 512,
    timeout: 60,
  },
  "accept-events": {
    handler: "functions/ingest/accept-events.handler",
    may: { ...command, ...refuse },
    memory: 256,
    timeout: 30,
    on: {
      kind: "bus",
      pattern: { source: [{ prefix: "integration." }], "detail-type": ["TicketSubmitted"] },
      batchSize: 10,
      maxReceives: 5,
    },
  },

  "publish-events": {
    handler: "functions/stream/publish-events.handler",
    on: { kind: "table", table: "events", read: streaming },
    may: { bus: ["events:PutEvents"], eventDeadLetters: ["sqs:SendMessage"] },
    memory: 256,
    timeout: 30,
  },
  "project-views": {
    handler: "functions/stream/project-views.handler",
    on: { kind: "table", table: "events", read: streaming },
    may: { events: read, views: ["dynamodb:GetItem", "dynamodb:PutItem"] },
    memory: 512,
    timeout: 60,
  },

  "start-triage": consumer("start-triage", ["TicketSubmitted"], {
    may: { triage: ["states:StartExecution"] },
    replay: "allowed",
  }),
  "detect-sentiment": step("detect-sentiment", { events: read, sentiment: ["comprehend:DetectSentiment"] }),
  respond: step("respond", { events: read, model: ["bedrock:InvokeModel"] }, 60),
  "judge-by-rules": step("judge-by-rules", { events: read }),
  "record-triage": step("record-triage", command),

  "route-tickets": consumer("route-tickets", ["TicketClassified", "PriorityChanged", "TicketEscalated"], {
    may: command,
    settings: ["ROUTING_RULES"],
    replay: "allowed",
  }),
  "notify-team": consumer("notify-team", ["TicketRouted"], {
    may: { ...command, ...once, notifications: ["sns:Publish"] },
    replay: "barred",
  }),
  "mail-customer": consumer("mail-customer", ["ReplyPosted"], {
    may: { ...command, ...once, sender: ["ses:SendEmail"] },
    replay: "barred",
  }),
  "archive-tickets": consumer("archive-tickets", ["ResponseDrafted"], {
    may: { events: read, archive: ["s3:PutObject"] },
    replay: "allowed",
  }),
  "deliver-tickets": consumer("deliver-tickets", ["ResponseDrafted"], {
    may: { events: read, ticketDelivery: ["firehose:PutRecordBatch"] },
    replay: "allowed",
  }),
  "deliver-events": consumer("deliver-events", everyTicketEvent, {
    may: { eventDelivery: ["firehose:PutRecordBatch"] },
    replay: "allowed",
  }),
  "snapshot-tickets": consumer("snapshot-tickets", everyTicketEvent, { may: command, replay: "allowed" }),

  "prepare-rebuild": rebuildStep("prepare-rebuild", {
    events: ["dynamodb:DescribeTable", "dynamodb:Scan"],
    views: [...read, "dynamodb:PutItem", "dynamodb:DeleteItem"],
  }),
  "fill-segment": rebuildStep("fill-segment", {
    events: [...read, "dynamodb:Scan"],
    views: [...read, "dynamodb:PutItem", "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
  }),
  "switch-revisions": {
    ...rebuildStep("switch-revisions", { views: [...read, "dynamodb:PutItem"] }),
    knows: ["events"],
    memory: 256,
    timeout: 30,
  },
  "drop-revisions": {
    ...rebuildStep("drop-revisions", {
      views: [...read, "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:BatchWriteItem"],
    }),
    knows: ["events"],
    memory: 256,
  },

  "fill-views": {
    handler: "functions/jobs/fill-views.handler",
    on: { kind: "deploy", opens: true },
    may: {
      events: ["dynamodb:Scan"],
      views: ["dynamodb:GetItem", "dynamodb:PutItem"],
      rebuild: ["states:StartExecution", "states:DescribeExecution"],
    },
    memory: 256,
    timeout: 60,
  },
  "prepare-warehouse": {
    handler: "functions/jobs/prepare-warehouse.handler",
    on: { kind: "deploy" },
    may: {
      warehouse: [
        "redshift-data:ExecuteStatement",
        "redshift-data:BatchExecuteStatement",
        "redshift-data:DescribeStatement",
        "redshift-data:GetStatementResult",
      ],
      warehouseAdmin: ["secretsmanager:GetSecretValue"],
    },
    memory: 256,
    timeout: 300,
  },
  "keep-agenda": {
    handler: "functions/jobs/keep-agenda.handler",
    on: { kind: "schedule", rate: "rate(1 minute)", localSeconds: 1 },
    may: { ...command, views: read },
    settings: ["CLOSE_AFTER_DAYS"],
    memory: 512,
    timeout: 55,
  },
  "merge-warehouse": {
    handler: "functions/jobs/merge-warehouse.handler",
    on: { kind: "schedule", rate: "rate(1 hour)", localSeconds: 2 },
    may: {
      warehouse: [
        "redshift-serverless:GetCredentials",
        "redshift-data:BatchExecuteStatement",
        "redshift-data:DescribeStatement",
      ],
    },
    memory: 256,
    timeout: 120,
  },
} as const satisfies Record<string, FunctionSpec>

export type FunctionName = keyof typeof manifest

/** The same map with one type for every line, for those that loop over it. */
export const functions: ReadonlyMap<FunctionName, FunctionSpec> = new Map(
  Object.entries(manifest) as [FunctionName, FunctionSpec][],
)

export const isFunction = (name: string): name is FunctionName => functions.has(name as FunctionName)
