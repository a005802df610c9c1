import { expect, test } from "vitest"
import { printedMetrics, readMetrics } from "#cli/operate/metrics"
import type { Lag } from "#local/event-sources/source"
import { openDoor } from "#test/local/door/open-door"

const lag: Lag[] = [
  { kind: "stream", function: "project-views", iteratorAgeMs: 1200, deadLetters: 0 },
  { kind: "queue", function: "notify-team", visible: 3, inFlight: 1, deadLetters: 2 },
]
const sources = {
  poisoned: async () => ["a row"],
  deadLetters: async () => [
    { queue: "notify-team-dlq", letters: 2 },
    { queue: "ticket-intake-dlq", letters: 4 },
  ],
}

test("the desk tells how far behind its functions, queues and read models are", async () => {
  const door = await openDoor(undefined, { lag: async () => lag })
  const metrics = await readMetrics(door.url, sources)
  expect(metrics).toMatchObject({ functions: lag, projectionLagMs: 1200, poisonedRows: 1 })
  const lines = printedMetrics(metrics).replace(/ {2,}/g, " ").split("\n")
  expect(lines).toEqual(
    expect.arrayContaining([
      "project-views 1200 ms 0",
      "notify-team 3 1 2",
      "projection lag 1200 ms",
      "poisoned rows 1",
      "dead letters 6",
    ]),
  )
})
