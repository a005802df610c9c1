import {
  DescribeEventBusCommand,
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge"
import { expect, test } from "vitest"
import { eventbridge, type Rule } from "#local/eventbridge/eventbridge"
import { localAws } from "#test/support/local-aws"

const rules: Rule[] = [
  {
    name: "route-tickets",
    pattern: { source: ["ledgerdesk"], "detail-type": ["TicketClassified"] },
    queue: "route-tickets",
  },
  { name: "deliver-events", pattern: { source: ["ledgerdesk"] }, queue: "deliver-events" },
  { name: "accept-events", pattern: { source: [{ prefix: "integration." }] }, queue: "accept-events" },
]

/** A bus whose queues are lists; those that are named broken take nothing. */
const started = async ({ broken = [] }: { broken?: string[] } = {}) => {
  const queues = new Map<string, unknown[]>()
  const send = async (queue: string, bodies: readonly string[]) => {
    if (broken.includes(queue)) throw new Error("disk is full")
    queues.set(queue, [...(queues.get(queue) ?? []), ...bodies.map((body): unknown => JSON.parse(body))])
  }
  const { events } = await localAws(eventbridge({ bus: "ledgerdesk", rules, send }))
  return { events, queues }
}

const entry = (changes: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  EventBusName: "ledgerdesk",
  Source: "ledgerdesk",
  DetailType: "TicketClassified",
  Detail: '{"ticketId":"TKT-1","text":"Drücker 😀"}',
  ...changes,
})

const put = (client: EventBridgeClient, ...Entries: PutEventsRequestEntry[]) =>
  client.send(new PutEventsCommand({ Entries }))

test("an event is in the queue of every rule that matches it when it is answered", async () => {
  const { events, queues } = await started()
  const sent = entry({ Time: new Date("2026-01-02T03:04:05.678Z"), Resources: ["TKT-1"] })
  const { Entries, FailedEntryCount } = await put(events, sent, entry({ DetailType: "TicketClosed" }))
  expect(FailedEntryCount).toBe(0)
  expect([...queues.keys()].sort()).toEqual(["deliver-events", "route-tickets"])
  expect(queues.get("deliver-events")).toHaveLength(2)
  expect(queues.get("route-tickets")).toEqual([
    {
      version: "0",
      id: Entries?.[0]?.EventId,
      "detail-type": "TicketClassified",
      source: "ledgerdesk",
      account: "000000000000",
      time: "2026-01-02T03:04:05Z",
      region: "us-east-1",
      resources: ["TKT-1"],
      detail: { ticketId: "TKT-1", text: "Drücker 😀" },
    },
  ])
})

const bad: [string, PutEventsRequestEntry, { code: string; message: RegExp }][] = [
  ["without a source", { Source: "" }, { code: "InvalidArgument", message: /Source is a required argument/ }],
  ["without a type", { DetailType: undefined }, { code: "InvalidArgument", message: /DetailType is a required/ }],
  ["without a detail", { Detail: undefined }, { code: "InvalidArgument", message: /Detail is a required argument/ }],
  ["with a detail that is not JSON", { Detail: "{" }, { code: "MalformedDetail", message: /Detail is malformed/ }],
  ["with a detail that is no object", { Detail: "[1]" }, { code: "MalformedDetail", message: /Detail is malformed/ }],
  ["of AWS's own", { Source: "aws.s3" }, { code: "NotAuthorizedForSourceException", message: /aws\./ }],
  ["for another bus", { EventBusName: "other" }, { code: "ResourceNotFoundException", message: /bus other does not/ }],
  [
    "for no bus",
    { EventBusName: undefined },
    { code: "ResourceNotFoundException", message: /EventBusName ledgerdesk/ },
  ],
]

test.each(bad)("an entry %s fails alone", async (_, changes, { code, message }) => {
  const { events, queues } = await started()
  const { Entries, FailedEntryCount } = await put(events, entry(changes), entry())
  expect(FailedEntryCount).toBe(1)
  expect(Entries?.[0]?.ErrorCode).toBe(code)
  expect(Entries?.[0]?.ErrorMessage).toMatch(message)
  expect(Entries?.[1]?.EventId).toBeDefined()
  expect(queues.get("deliver-events")).toHaveLength(1)
})

test("an entry that a queue did not take is to be sent again, one that no rule wanted is not", async () => {
  const { events, queues } = await started({ broken: ["route-tickets"] })
  const { Entries } = await put(events, entry(), entry({ DetailType: "TicketClosed" }), entry({ Source: "nobody" }))
  expect(Entries?.[0]).toMatchObject({ ErrorCode: "InternalFailure", ErrorMessage: "route-tickets: disk is full" })
  expect(Entries?.slice(1).map(({ ErrorCode }) => ErrorCode)).toEqual([undefined, undefined])
  expect(queues.get("deliver-events")).toHaveLength(2)
})

test("more than ten entries, or more than 256 KB of them, are refused as a whole", async () => {
  const { events, queues } = await started()
  const invalid = { name: "ValidationException" }
  await expect(put(events, ...Array.from({ length: 11 }, () => entry()))).rejects.toMatchObject(invalid)
  const half = JSON.stringify({ text: "x".repeat(128 * 1024) })
  await expect(put(events, entry({ Detail: half }), entry({ Detail: half }))).rejects.toMatchObject(invalid)
  expect(queues.size).toBe(0)
})

test("the bus, its rules and their queues can be looked at", async () => {
  const { events } = await started()
  const EventBusName = "ledgerdesk"
  const bus = await events.send(new DescribeEventBusCommand({ Name: EventBusName }))
  expect(bus.Arn).toBe("arn:aws:events:us-east-1:000000000000:event-bus/ledgerdesk")
  const { Rules } = await events.send(new ListRulesCommand({ EventBusName, NamePrefix: "accept" }))
  expect(Rules).toMatchObject([
    { Name: "accept-events", State: "ENABLED", EventPattern: JSON.stringify(rules[2]?.pattern) },
  ])
  const { Targets } = await events.send(new ListTargetsByRuleCommand({ EventBusName, Rule: "accept-events" }))
  expect(Targets).toEqual([{ Id: "accept-events", Arn: "arn:aws:sqs:us-east-1:000000000000:accept-events" }])
  const missing = { name: "ResourceNotFoundException" }
  await expect(events.send(new DescribeEventBusCommand({ Name: "other" }))).rejects.toMatchObject(missing)
  await expect(events.send(new ListTargetsByRuleCommand({ EventBusName, Rule: "no" }))).rejects.toMatchObject(missing)
})

test("a pattern can be tried on an event", async () => {
  const { events } = await started()
  const attempt = (EventPattern: string) =>
    events.send(new TestEventPatternCommand({ EventPattern, Event: '{"source":"ledgerdesk"}' }))
  expect(await attempt('{"source":[{"prefix":"ledger"}]}')).toMatchObject({ Result: true })
  expect(await attempt('{"source":["other"]}')).toMatchObject({ Result: false })
  const invalid = {
    name: "InvalidEventPatternException",
    message: expect.stringContaining("Unrecognized match type PREFIX"),
  }
  await expect(attempt('{"source":[{"PREFIX":"a"}]}')).rejects.toMatchObject(invalid)
})

test("a rule whose pattern is not valid is told by name at the start", () => {
  const rule = { name: "odd", pattern: { source: [] }, queue: "odd" }
  const start = () => eventbridge({ bus: "ledgerdesk", rules: [rule], send: async () => undefined })
  expect(start).toThrow("The pattern of rule odd is not valid: $.source: Empty arrays are not allowed")
})
