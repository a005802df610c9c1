const all = {
  hoursAMonth: { value: 730, says: "hours in a month" },
  viaApi: { value: 0.5, says: "share of the tickets that come by the API; the others come by Kinesis" },
  listsRead: { value: 5, says: "lists read per ticket" },
  rowsAList: { value: 25, says: "rows in a list" },
  pagesRead: { value: 8, says: "ticket pages read per ticket" },
  answerBytes: { value: 15_000, says: "bytes of an answer of the API, read by browsers" },
  liveMinutes: { value: 30, says: "minutes of live connection per ticket" },
  listeners: { value: 5, says: "browsers that are told of every change" },
  apiMs: { value: 60, says: "ms that a request to the API takes" },
  consumerMs: { value: 60, says: "ms that a consumer takes for an event" },
  streamMs: { value: 80, says: "ms that a reader of a stream takes for a batch" },
  stepMs: { value: 50, says: "ms that a step of triage takes without asking anybody" },
  sentimentMs: { value: 200, says: "ms that Comprehend takes to answer" },
  modelMs: { value: 4_000, says: "ms that the model takes to answer" },
  mergeSeconds: { value: 10, says: "seconds for which the merge waits for the warehouse" },
  batch: {
    value: 1,
    says: "events or commits in a batch of a function: the dearest case, fewer calls when there is more to do",
  },
  ledgerWrites: { value: 2, says: "writes by which an effect is kept from happening twice (Powertools: begun, done)" },
  charactersAToken: { value: 4, says: "characters in a token" },
  logBytes: { value: 700, says: "bytes of log per call of a function, Lambda's own report among them" },
  teamMails: { value: 1, says: "people who get a mail about each ticket of their team" },
  pollers: { value: 5, says: "connections by which Lambda asks an empty queue, 20 s each" },
  keysABusEvent: {
    value: 1,
    says: "requests for the key per event on the bus (AWS does not say how long it keeps one)",
  },
  warehouseRpu: { value: 8, says: "RPU of the warehouse, least and most (stacks/warehouse.ts)" },
  copySeconds: { value: 900, says: "seconds that Firehose gathers before a COPY (stacks/firehose.ts)" },
  wakingSeconds: {
    value: 60,
    says: "seconds for which the warehouse bills a statement at least; none overlap, the dearest case",
  },
} as const satisfies Record<string, { value: number; says: string }>

export type AssumptionName = keyof typeof all

/** What the computation takes for granted, each with what it is. Everything else is counted or measured. */
export const assumptions: Readonly<Record<AssumptionName, { value: number; says: string }>> = all

export const assumed = (name: AssumptionName): number => assumptions[name].value

/** What costs money and is not in the sums. */
export const leftOut = [
  "data between AWS's services within the region, which is free, and NAT gateways, of which there are none",
  "Cognito, which bills users who sign in; customers need not",
  "public addresses (IPv4) of the warehouse's network, storage of logs and of the bus's archive",
  "rebuilds, replays, dead letters and retries; snapshots beyond what an ordinary ticket needs; attachments",
  "what analysts ask the warehouse, up to its daily limit",
]
