import { expect, test } from "vitest"
import { delivering, together } from "#functions/messaging/delivery"

/** A stream that refuses each record as often as `refusals` says; counts the calls and keeps what it took. */
const stream = (refusals: (line: string) => number) => {
  const calls: string[][] = []
  const taken: string[] = []
  const times = new Map<string, number>()
  const deliver = delivering({
    put: async (_, records) => {
      calls.push(records)
      return {
        RequestResponses: records.map((line) => {
          const before = times.get(line) ?? 0
          times.set(line, before + 1)
          if (before < refusals(line)) return { ErrorCode: "ServiceUnavailableException", ErrorMessage: "Slow down." }
          taken.push(line)
          return { RecordId: String(taken.length) }
        }),
      }
    },
    pause: async () => undefined,
  })
  return { calls, taken, deliver }
}

const rows = (count: number) => Array.from({ length: count }, (_, number) => ({ number }))

test("every row is one line of JSON", async () => {
  const { taken, deliver } = stream(() => 0)
  await deliver("ledgerdesk-events", [{ text: "two\nlines" }, { text: "b" }])
  expect(taken).toEqual(['{"text":"two\\nlines"}\n', '{"text":"b"}\n'])
})

test("only the refused entries are sent again", async () => {
  const { calls, taken, deliver } = stream((line) => (line.includes("1") ? 2 : 0))
  await deliver("ledgerdesk-events", rows(3))
  expect(calls.map((call) => call.length)).toEqual([3, 1, 1])
  expect(taken).toHaveLength(3)
})

test("entries that stay refused are an error, so that the queue delivers again", async () => {
  const { deliver } = stream((line) => (line.includes("1") ? 9 : 0))
  await expect(deliver("ledgerdesk-events", rows(3))).rejects.toThrow(
    "Firehose ledgerdesk-events did not take 1 of 3 records in 4 attempts",
  )
})

test("no call has more entries than Firehose takes", async () => {
  const { calls, deliver } = stream(() => 0)
  await deliver("ledgerdesk-events", rows(1201))
  expect(calls.map((call) => call.length)).toEqual([500, 500, 201])
})

test("what is sent at the same time goes out together, to each stream", async () => {
  const { calls, taken, deliver } = stream(() => 0)
  const send = together(deliver)
  await Promise.all([...rows(3).map((row) => send("ledgerdesk-events", [row])), send("ledgerdesk-tickets", rows(1))])
  await send("ledgerdesk-events", rows(1))
  expect(calls.map((call) => call.length)).toEqual([3, 1, 1])
  expect(taken).toHaveLength(5)
})

test("of what went out together, everything fails where something was refused", async () => {
  const send = together(stream((line) => (line.includes("1") ? 9 : 0)).deliver)
  const outcomes = await Promise.allSettled(rows(3).map((row) => send("ledgerdesk-events", [row])))
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"])
})
