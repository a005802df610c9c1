import { expect, test } from "vitest"
import type { EventStore } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { intake, record } from "#test/functions/ingest/intake"
import { memoryStore } from "#test/support/memory-store"
import { message } from "#test/support/message"

/** A store that fails for some tickets. */
const failingFor = (...ids: string[]): EventStore => {
  const store = memoryStore()
  return {
    ...store,
    current: (of, id) => (ids.includes(id) ? Promise.reject(new Error("down")) : store.current(of, id)),
  }
}

test("when we fail ourselves, delivery goes on from the first record that failed", async () => {
  const store = failingFor("TKT-B", "TKT-C")
  const { accept } = intake(store)
  const batch = ["TKT-A", "TKT-B", "TKT-C", "TKT-D"].map((ticketId, place) => record(place, message(ticketId)))
  expect(await accept(...batch)).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] })
  expect(await store.load(ticket, "TKT-A")).toHaveLength(1)
  expect(await store.load(ticket, "TKT-D")).toHaveLength(1)
})

test("what is delivered again is not refused twice", async () => {
  const { refusals, accept } = intake(failingFor("TKT-B"))
  await accept(record(1, "Hello"), record(2, message("TKT-B")), record(3, "Hello again"))
  expect(refusals.map(({ body }) => body)).toEqual(["Hello"])
})

test("when the dead-letter queue is down, the record is delivered again and the tickets are made", async () => {
  const { store, accept } = intake(memoryStore(), { queue: true })
  const answer = await accept(record(1, message("TKT-A")), record(2, "Hello"), record(3, message("TKT-B")))
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] })
  expect(await store.load(ticket, "TKT-B")).toHaveLength(1)
})

test("after a ticket's record failed, its next one waits", async () => {
  const memory = memoryStore()
  let calls = 0
  const store: EventStore = {
    ...memory,
    current: (of, id) => (calls++ === 0 ? Promise.reject(new Error("down")) : memory.current(of, id)),
  }
  const { accept } = intake(store)
  const batch = [record(1, message("TKT-1", { subject: "First" })), record(2, message("TKT-1", { subject: "Second" }))]
  expect(await accept(...batch)).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] })
  await accept(...batch)
  expect((await memory.load(ticket, "TKT-1"))[0]?.data).toMatchObject({ subject: "First" })
})

test("many tickets are made side by side", async () => {
  const memory = memoryStore()
  const running = { now: 0, most: 0 }
  const store: EventStore = {
    ...memory,
    current: async (of, id) => {
      running.most = Math.max(running.most, ++running.now)
      await new Promise((resolve) => setImmediate(resolve))
      running.now--
      return memory.current(of, id)
    },
  }
  const { accept } = intake(store)
  await accept(...Array.from({ length: 50 }, (_, place) => record(place, message(`TKT-${place}`))))
  expect(running.most).toBe(16)
})
