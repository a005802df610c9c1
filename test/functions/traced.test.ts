import { deflateRawSync } from "node:zlib"
import { beforeEach, expect, test, vi } from "vitest"
import { submitTicket } from "#functions/api/submit-ticket"
import { log } from "#functions/lib/log"
import { consumer } from "#functions/messaging/consumer"
import { toItem } from "#functions/store/commit-item"
import { publishEvents } from "#functions/stream/publish-events"
import type { DataOf, TicketFact as Fact } from "#schemas/ticket/events"
import { call, claimsOf } from "#test/support/api-call"
import { deskWith, last } from "#test/support/desk"
import { poisonable } from "#test/support/poisonable"
import { published, queued } from "#test/support/queued"
import { recorded, routed, submitted } from "#test/support/recorded"
import { streamRecord } from "#test/support/stream-record"

const facts: Fact[] = [submitted]
const [caused] = recorded(facts).map((event) => ({ ...event, causationId: "before.0" }))
if (!caused) throw new Error("There is no event")
const trace = {
  type: "TicketSubmitted",
  stream: "ticket/TKT-1",
  version: 1,
  correlationId: "corr-1",
  causationId: "before.0",
}

beforeEach(() => {
  vi.spyOn(log, "info").mockImplementation(() => undefined)
  vi.spyOn(log, "error").mockImplementation(() => undefined)
  return () => vi.restoreAllMocks()
})

test("a consumer logs what it consumed and what led to it", async () => {
  await consumer("start-triage", async () => undefined)({ Records: [published(caused)] })
  expect(log.info).toHaveBeenCalledWith("consumed", trace)
})
test("a consumer logs the same of what it could not consume", async () => {
  await consumer("start-triage", () => Promise.reject(new Error("broken")))({ Records: [published(caused)] })
  expect(log.error).toHaveBeenCalledWith("not consumed", { ...trace, error: "Error", reason: "broken" })
})
test("the publisher logs every event that the bus took", async () => {
  const { id, type, v, data, ...commit } = caused
  const item = toItem({ ...commit, events: [{ id, type, v, data }] })
  const put = async () => ({ Entries: [{ EventId: "1" }] })
  const bus = { name: () => "bus", put, pause: async () => undefined }
  await publishEvents(bus, async () => undefined)({ Records: [streamRecord("1", item)] })
  expect(log.info).toHaveBeenCalledWith("published", trace)
})
test("the projector logs every event that the read models show", async () => {
  await poisonable([{ ticketId: "TKT-1", facts }]).deliver({ ticketId: "TKT-1", version: 1 })
  const own = { ...trace, correlationId: "corr-TKT-1", causationId: undefined }
  expect(log.info).toHaveBeenCalledWith("projected", own)
})
test("a poisoned row is logged with the event that stopped it", async () => {
  const desk = poisonable([{ ticketId: "TKT-1", facts, poison: { version: 1, kind: "fold" } }])
  await desk.deliver({ ticketId: "TKT-1", version: 1 })
  const { correlationId: _, ...own } = { ...trace, causationId: undefined }
  expect(log.error).toHaveBeenCalledWith("poisoned row", expect.objectContaining({ ...own, error: "TypeError" }))
})
test("an issued command is logged with its cause", async () => {
  const { issue, events } = await deskWith(submitted, routed)
  const cause = await last(events)
  const input = { channel: "sns", audience: "team", about: cause.id, messageId: "m" }
  await issue({ id: "TKT-1", name: "record-notification", input }, cause, "notify-team")
  expect(log.info).toHaveBeenCalledWith("issued", {
    ...{ command: "record-notification", by: "notify-team", type: undefined, stream: "ticket/TKT-1", version: 3 },
    ...{ correlationId: "corr-1", causationId: cause.id },
  })
})
test("a command from outside is logged with the id that all that follows will have", async () => {
  const { desk } = await deskWith()
  const { customer: _, channel: __, submittedAt: ___, ...body } = submitted.data as DataOf<"TicketSubmitted">
  const { body: answer } = await call(submitTicket(desk), {
    ...{ body, claims: claimsOf.customer, headers: { "x-correlation-id": "corr-9" } },
  })
  const own = {
    type: undefined,
    stream: `ticket/${answer.ticketId}`,
    version: 1,
    correlationId: "corr-9",
    causationId: undefined,
  }
  expect(log.info).toHaveBeenCalledWith("accepted", { command: "submit-ticket", ...own })
})
test("what cannot be read is logged with its place, which is no address", async () => {
  const desk = poisonable([{ ticketId: "TKT-1", facts, poison: { version: 1, kind: "shape" } }])
  await desk.deliver({ ticketId: "TKT-1", version: 1 })
  const reason = expect.stringMatching(/^TKT-1 version 1 cannot be read: TicketSubmitted v99 is newer/)
  const own = { error: "Unreadable", reason, correlationId: "corr-TKT-1" }
  expect(log.error).toHaveBeenCalledWith("poisoned row", expect.objectContaining(own))
})
test("a consumer logs the same of what it cannot read", async () => {
  const broken = { ...caused, v: 99 }
  await consumer("start-triage", async () => undefined)({ Records: [queued({ detail: broken })] })
  const { type: _, ...own } = trace
  expect(log.error).toHaveBeenCalledWith("not consumed", expect.objectContaining({ ...own, error: "Unreadable" }))
})
test("what is no JSON is logged, and refused, without what somebody wrote", async () => {
  const item = { pk: "TICKET#TKT-1", sk: 1, commit: deflateRawSync("Cora's bike is gone") }
  const bus = { name: () => "bus", put: async () => ({}), pause: async () => undefined }
  const refuse = vi.fn(async () => undefined)
  await publishEvents(bus, refuse)({ Records: [streamRecord("1", item)] })
  const message = "TKT-1 version 1 cannot be read: it is not JSON"
  expect(log.error).toHaveBeenCalledWith("not published", expect.objectContaining({ reason: message }))
  expect(refuse).toHaveBeenCalledWith(expect.objectContaining({ reasons: [{ field: "", message }] }))
})
