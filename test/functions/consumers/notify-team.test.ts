import { expect, test } from "vitest"
import { notifyTeam, publishing } from "#functions/consumers/notify-team"
import { consumer } from "#functions/messaging/consumer"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { deskWith, last, lastOf } from "#test/support/desk"
import { felt } from "#test/support/facts"
import { invocation, published } from "#test/support/queued"
import { classified, recorded, routed, someone, submitted } from "#test/support/recorded"

const about = (subject: string): Fact => {
  if (submitted.type !== "TicketSubmitted") throw new Error("The example is not a submission")
  return { type: "TicketSubmitted", data: { ...submitted.data, subject } }
}

type Notice = Parameters<Parameters<typeof publishing>[1]>[0]

/** A topic that keeps what was published. */
const told = async (...facts: Fact[]) => {
  const notices: Notice[] = []
  const { store, issue, events } = await deskWith(...facts)
  const tell = publishing(store, async (notice) => ({ MessageId: `m-${notices.push(notice)}` }))
  const handle = notifyTeam(tell, issue)
  const event = await lastOf(events, "TicketRouted")
  await handle(event, invocation())
  return { notices, events, event, handle }
}

test("the team is told what was routed to it and why", async () => {
  const { notices } = await told(submitted, felt, classified, routed)
  expect(notices).toHaveLength(1)
  expect(notices[0]?.Subject).toBe("[HIGH] Escalations: No connection")
  const { firstName, lastName } = someone
  for (const part of [
    "TKT-1",
    "Escalations",
    "the rules",
    "No connection",
    "Router X2",
    "HIGH",
    "NEGATIVE",
    `${firstName} ${lastName}`,
  ])
    expect(notices[0]?.Message).toContain(part)
})

test("subscribers can filter by team, priority and sentiment", async () => {
  const { notices } = await told(submitted, felt, classified, routed)
  expect(notices[0]?.MessageAttributes).toEqual({
    team: { DataType: "String", StringValue: "Escalations" },
    priority: { DataType: "String", StringValue: "HIGH" },
    sentiment: { DataType: "String", StringValue: "NEGATIVE" },
  })
})

test("what is not known yet is called so", async () => {
  const { notices } = await told(submitted, routed)
  expect(notices[0]?.MessageAttributes?.priority?.StringValue).toBe("UNKNOWN")
  expect(notices[0]?.MessageAttributes?.sentiment?.StringValue).toBe("UNKNOWN")
})

test.each([
  ["of several lines", "No\r\nconnection\tat all", "No connection at all"],
  ["with accents", "Größe geändert", "Gro?e geandert"],
  ["in another script", "接続できません", "???????"],
])("a subject %s becomes one line of ASCII", async (_, subject, line) => {
  const { notices } = await told(about(subject), routed)
  expect(notices[0]?.Subject).toBe(`[UNKNOWN] Escalations: ${line}`)
})

test("a long subject is cut below SNS's 100 characters", async () => {
  const { notices } = await told(about("x".repeat(500)), routed)
  expect(notices[0]?.Subject).toHaveLength(99)
})

test("that the team was told is recorded with the receipt", async () => {
  const { events, event } = await told(submitted, routed)
  expect(await last(events)).toMatchObject({
    type: "NotificationSent",
    data: { channel: "sns", audience: "team", about: event.id, messageId: "m-1" },
    causationId: event.id,
    actor: { role: "system", id: "notify-team" },
  })
})

test("the record of it stands once, however often the event comes", async () => {
  const { events, event, handle } = await told(submitted, routed)
  await handle(event, invocation())
  expect(await events()).toHaveLength(3)
})

test("a topic that gives no receipt has not told anybody", async () => {
  const { store, issue, events } = await deskWith(submitted, routed)
  const handle = notifyTeam(
    publishing(store, async () => ({})),
    issue,
  )
  await expect(handle(await lastOf(events, "TicketRouted"), invocation())).rejects.toThrow(/SNS .* no id/)
  expect((await last(events)).type).toBe("TicketRouted")
})

test("other events are none of its business", async () => {
  const { notices, handle } = await told(submitted, routed)
  const [, judged] = recorded([submitted, classified])
  if (judged) await consumer("notify-team", handle)({ Records: [published(judged)] }, invocation())
  expect(notices).toHaveLength(1)
})
