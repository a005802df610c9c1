import { expect, test } from "vitest"
import { ticket } from "#core/ticket/ticket"
import { issuing } from "#functions/messaging/issue"
import { recordTriage } from "#functions/triage/record-triage"
import { memoryStore } from "#test/support/memory-store"
import { storedTicket } from "#test/support/stored-ticket"

const store = memoryStore()
const handler = recordTriage(issuing({ store, pause: async () => undefined }))

const draft = { text: "Hello.", engine: "rules" } as const

test("a command of triage is executed because of the event, by triage", async () => {
  const cause = await storedTicket(store, "TKT-1")
  expect(await handler({ ...cause, command: "draft-response", input: draft })).toEqual({ version: 2 })
  expect(await store.load(ticket, "TKT-1", 1)).toMatchObject([
    {
      type: "ResponseDrafted",
      data: draft,
      commitId: `${cause.eventId}:triage:draft-response`,
      actor: { role: "system", id: "triage" },
      correlationId: "corr-TKT-1",
      causationId: cause.eventId,
    },
  ])
})

test("the same step twice, even with another text, is one event", async () => {
  const cause = await storedTicket(store, "TKT-2")
  await handler({ ...cause, command: "draft-response", input: draft })
  const again = await handler({ ...cause, command: "draft-response", input: { ...draft, text: "Another." } })
  expect(again).toEqual({ version: 2 })
  expect(await store.load(ticket, "TKT-2", 1)).toMatchObject([{ data: { text: "Hello." } }])
})

test("a wrong input is refused and nothing is recorded", async () => {
  const cause = await storedTicket(store, "TKT-3")
  const wrong = { ...cause, command: "classify-ticket", input: { priority: "URGENT" } }
  await expect(handler(wrong)).rejects.toMatchObject({ name: "Invalid" })
  expect(await store.load(ticket, "TKT-3")).toHaveLength(1)
})

test("a command that is not triage's is refused", async () => {
  const cause = await storedTicket(store, "TKT-4")
  await expect(handler({ ...cause, command: "close-ticket", input: {} })).rejects.toMatchObject({ name: "Invalid" })
})
