import { firstSnapshot } from "#core/engine/snapshot"
import { doors } from "#functions/doors"
import { command, everyTicketEvent, once, read, refuse, streaming } from "#functions/grants"
import { consumer, type FunctionSpec, rebuildStep, step } from "#functions/spec"

/**
 * THE MAP OF THE SYSTEM: every function, what wakes it and what it may touch. Stacks and the local cloud read it. The doors
 * are a file of their own.
 */
export const manifest = {
  ...doors,

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
  "snapshot-tickets": consumer("snapshot-tickets", everyTicketEvent, {
    may: command,
    replay: "allowed",
    from: firstSnapshot,
  }),

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
