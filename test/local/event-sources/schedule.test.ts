import { expect, onTestFinished, test } from "vitest"
import { clients } from "#local/clients"
import type { Clock } from "#local/clock"
import { startEventSources } from "#local/event-sources/start"
import { openState } from "#local/state"
import { stoppedClock } from "#test/support/clocks"
import { temporaryFolder } from "#test/support/temporary"

const every5s = { on: { kind: "schedule", rate: "rate(1 minute)", localSeconds: 5 } } as const

const schedule = async (handler: (event: unknown, clock: Clock) => Promise<unknown>) => {
  const clock = stoppedClock(Date.UTC(2026, 0, 2, 3, 4, 5, 678))
  const printed: string[] = []
  const sdk = clients("http://127.0.0.1:9")
  const sources = startEventSources({
    functions: new Map([["merge-warehouse", every5s]]),
    lambda: { timeoutOf: () => 60, invoke: (_, event) => handler(event, clock) },
    state: openState(await temporaryFolder()),
    clients: sdk,
    queueUrl: (name) => name,
    clock,
    print: (line) => printed.push(line),
  })
  onTestFinished(() => sdk.destroy())
  return { clock, printed, sources }
}

test("a job gets the scheduler's event, at once and then every time its seconds have passed", async () => {
  const events: unknown[] = []
  const { clock, sources } = await schedule(async (event) => void events.push(event))
  await clock.advance(0)
  expect(events).toEqual([
    {
      version: "0",
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account: "000000000000",
      time: "2026-01-02T03:04:05Z",
      region: "us-east-1",
      resources: ["arn:aws:scheduler:us-east-1:000000000000:schedule/ledgerdesk/merge-warehouse"],
      detail: "{}",
    },
  ])
  await clock.advance(9_999)
  expect(events).toHaveLength(2)
  await clock.advance(1)
  expect(events).toHaveLength(3)
  await sources.stop()
  expect(clock.waiting()).toBe(0)
})

test("a run that takes longer than the interval is never joined by another", async () => {
  let [running, most, runs] = [0, 0, 0]
  const { clock, printed, sources } = await schedule(async (_, time) => {
    most = Math.max(most, ++running)
    runs += 1
    await time.pause(12_000)
    running -= 1
  })
  await clock.advance(36_000)
  expect([most, runs, printed]).toEqual([1, 4, []])
  const stopped = sources.stop()
  await clock.advance(12_000)
  await stopped
})

test("a failed run is said in one line and the next one comes", async () => {
  let runs = 0
  const { clock, printed, sources } = await schedule(async () => {
    runs += 1
    if (runs === 1) throw new Error("warehouse is away")
  })
  await clock.advance(5_000)
  expect([runs, printed]).toEqual([2, ["merge-warehouse: scheduled run failed: Error: warehouse is away"]])
  await sources.stop()
})
