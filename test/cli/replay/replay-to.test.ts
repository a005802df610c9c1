import type { SQSClient } from "@aws-sdk/client-sqs"
import { expect, test } from "vitest"
import { z } from "zod"
import { type Asked, selected, selection } from "#cli/replay/replay-selection"
import { replayTargets } from "#cli/replay/replay-targets"
import { replayTo } from "#cli/replay/replay-to"
import { decodePublished } from "#core/engine/decode"
import { ticket } from "#core/ticket/ticket"
import { consumer } from "#functions/messaging/consumer"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { openState } from "#local/state"
import { PublishedEvent, type Recorded } from "#schemas/recorded"
import { replayMarkOf } from "#schemas/replay"
import type { TicketEvent } from "#schemas/ticket/events"
import { localAws } from "#test/support/local-aws"
import { queued } from "#test/support/queued"
import { rebuildDesk } from "#test/support/rebuild-desk"
import { assigned, classified, recorded, routed, submitted } from "#test/support/recorded"
import { create, depth, receive } from "#test/support/sqs"
import { temporaryFolder } from "#test/support/temporary"

const mark = { id: "replay-1", at: "2026-02-03T04:05:06.000Z" }

const desk = async (...names: string[]) => {
  const folder = await temporaryFolder()
  const aws = await localAws(await dynamodb(folder), sqs(queues(openState(folder))))
  const store = rebuildDesk(aws)
  await store.create()
  const urls: Record<string, string> = {}
  for (const name of names) urls[name] = await create(aws.sqs, name)
  return { sqs: aws.sqs, ...store, urlOf: (name: string) => urls[name] ?? "" }
}

const Body = z.object({ "detail-type": z.string(), source: z.string(), detail: z.unknown() })

const received = async (client: SQSClient, url: string) => {
  const all: z.infer<typeof Body>[] = []
  for (let left = (await depth(client, url))[0] ?? 0; left > 0; left = (await depth(client, url))[0] ?? 0)
    all.push(...(await receive(client, url)).map(({ Body: body = "" }) => Body.parse(JSON.parse(body))))
  return all
}

async function* these(events: readonly TicketEvent[]) {
  yield* events
}

test("a ticket's events go to the named consumer alone, as the bus would bring them, and marked", async () => {
  const { sqs: client, store, happen, parts, urlOf } = await desk("deliver-events", "start-triage")
  await happen("TKT-1", 0, [submitted, classified])
  await happen("TKT-2", 0, [submitted])
  const events = selected(parts, selection({ ticketId: "TKT-1" }))
  const targets = replayTargets(["deliver-events"])
  expect(await replayTo(events, { sqs: client, targets, mark })).toEqual({
    id: "replay-1",
    events: 2,
    sent: { "deliver-events": 2 },
  })
  const bodies = await received(client, urlOf("deliver-events"))
  expect(bodies.map(({ detail }) => replayMarkOf(detail))).toEqual([mark, mark])
  const decoded = bodies
    .map(({ detail }) => decodePublished(ticket, PublishedEvent.parse(detail)))
    .toSorted((a, b) => a.version - b.version)
  expect(decoded).toEqual(await store.load(ticket, "TKT-1"))
  expect(await received(client, urlOf("start-triage"))).toEqual([])
})

test("a consumer gets only what its rule would let through", async () => {
  const { sqs: client, urlOf } = await desk("route-tickets", "deliver-events")
  const events = recorded([submitted, classified, routed, assigned])
  const targets = replayTargets(["route-tickets", "deliver-events"])
  const { sent } = await replayTo(these(events), { sqs: client, targets, mark })
  expect(sent).toEqual({ "route-tickets": 1, "deliver-events": 4 })
  expect((await received(client, urlOf("route-tickets"))).map((body) => body["detail-type"])).toEqual([
    "TicketClassified",
  ])
})

const asked: [string, Asked, string[]][] = [
  ["a type", { type: ["TicketSubmitted"] }, ["TKT-1@1", "TKT-2@1"]],
  [
    "a time range, both ends included",
    { from: "2026-01-02T03:04:05Z", until: "2026-01-02T03:04:05Z" },
    ["TKT-1@1", "TKT-1@2", "TKT-2@1"],
  ],
  ["what is later than everything", { from: "2027-01-01T00:00:00Z" }, []],
  ["a type of one ticket", { ticketId: "TKT-1", type: ["TicketRouted"] }, ["TKT-1@2"]],
]

test.each(asked)("%s selects its events, ticket by ticket", async (_, wanted, expected) => {
  const { happen, parts } = await desk()
  await happen("TKT-1", 0, [submitted, routed])
  await happen("TKT-2", 0, [submitted])
  const found: string[] = []
  for await (const { stream, version } of selected(parts, selection(wanted))) found.push(`${stream.id}@${version}`)
  expect(found.sort()).toEqual(expected)
})

test("consumers whose effects people would notice are barred unless they are named once more", () => {
  expect(() => replayTargets(["deliver-events", "mail-customer"])).toThrow(/--allow-effects mail-customer/)
  expect(() => replayTargets(["mail-customer"], ["notify-team"])).toThrow(/--allow-effects mail-customer/)
  expect(replayTargets(["mail-customer"], ["mail-customer"]).map(({ name }) => name)).toEqual(["mail-customer"])
})

test("what cannot be replayed is refused by name", () => {
  expect(() => replayTargets(["publish-events"])).toThrow(/no consumer publish-events: one of .*deliver-events/)
  expect(() => replayTargets(["accept-events"])).toThrow(/no consumer accept-events/)
  expect(() => selection({ type: ["TicketEaten"] })).toThrow(/--type TicketEaten/)
  expect(() => selection({ from: "yesterday" })).toThrow(/--from yesterday/)
  expect(() => selection({})).toThrow(/Say which events/)
})

test("a rate is kept, and progress is told", async () => {
  const { sqs: client } = await desk("deliver-events")
  let now = 0
  const pause = async (ms: number) => {
    now += ms
  }
  const clock = { now: () => now, pause }
  const seen: [number, number][] = []
  const events = these(recorded([submitted, classified, routed, assigned, assigned, assigned]))
  const onProgress = (done: number) => void seen.push([done, now])
  await replayTo(events, { sqs: client, targets: replayTargets(["deliver-events"]), mark, rate: 2, clock, onProgress })
  expect(seen).toEqual([
    [2, 0],
    [4, 1_000],
    [6, 2_000],
  ])
})

test("a consumer handles a replayed event as it handled it the first time", async () => {
  const heard: Recorded[] = []
  const [event] = recorded([submitted])
  const handle = consumer("deliver-events", async (each) => void heard.push(each))
  const body = { detail: { ...event, replay: mark } }
  expect(await handle({ Records: [queued(body)] })).toEqual({ batchItemFailures: [] })
  expect(heard).toEqual([event])
})
