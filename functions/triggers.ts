/** What wakes a function. Batches, retries and ages are AWS's own parameters of Lambda event source mappings. */
export type StreamReading = {
  batchSize: number
  /** How long a batch may gather, in seconds. */
  windowSeconds: number
  /** A failing batch is bisected at once; retries of the single record before it goes to the function's dead-letter queue. */
  retries: number
  maxAgeSeconds: number
  /** Batches of one shard in parallel; order holds within a partition key. */
  parallel: number
}

/** EventBridge's pattern, as far as the bus's rules need it. */
export type EventPattern = {
  source: (string | { prefix: string })[]
  "detail-type"?: string[]
  detail?: { version: [{ numeric: [">=", number] }] }
}

export type Trigger =
  | { kind: "http"; route: `${"GET" | "POST"} /api/${string}`; open?: true }
  | { kind: "socket"; route: "$connect" | "$disconnect" }
  | { kind: "table"; table: "events" | "views"; read: StreamReading }
  | { kind: "kinesis"; stream: "intake"; read: StreamReading }
  /** Rule → queue `<function>` → function, and `<function>-dlq` after `maxReceives` deliveries. */
  | { kind: "bus"; pattern: EventPattern; batchSize: number; maxReceives: number }
  | { kind: "step"; machine: "triage" | "rebuild" }
  /** `rate` on AWS; on one machine the job runs every `localSeconds`, so that nobody waits for it. */
  | { kind: "schedule"; rate: `rate(${string})`; localSeconds: number }
  /** Once per deployment, and at every start on one machine. `opens`: takes moments, and nobody is let in before. */
  | { kind: "deploy"; opens?: true }
