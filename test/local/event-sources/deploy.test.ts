import { expect, onTestFinished, test } from "vitest"
import { clients } from "#local/clients"
import { startEventSources } from "#local/event-sources/start"
import { openState } from "#local/state"
import { stoppedClock } from "#test/support/clocks"
import { temporaryFolder } from "#test/support/temporary"

const starting = async (handler: (event: unknown) => Promise<unknown>) => {
  const clock = stoppedClock(Date.UTC(2026, 0, 2))
  const printed: string[] = []
  const sdk = clients("http://127.0.0.1:9")
  const sources = startEventSources({
    functions: new Map([["prepare-warehouse", { on: { kind: "deploy" } }]]),
    lambda: { timeoutOf: () => 60, invoke: (_, event) => handler(event) },
    state: openState(await temporaryFolder()),
    clients: sdk,
    queueUrl: (name) => name,
    clock,
    print: (line) => printed.push(line),
  })
  onTestFinished(() => sdk.destroy())
  onTestFinished(() => sources.stop())
  return { clock, printed }
}

test("what a deployment runs is run once at the start, and knows no password", async () => {
  const events: unknown[] = []
  const { clock } = await starting(async (event) => void events.push(event))
  await clock.advance(60_000)
  expect(events).toEqual([
    { loaderPassword: expect.stringMatching(/^md5[0-9a-f]{32}$/), merger: "IAMR:local-merge-warehouse-function" },
  ])
})

test("it is tried until it succeeds, and says what failed", async () => {
  let runs = 0
  const { clock, printed } = await starting(async () => {
    runs += 1
    if (runs < 3) throw new Error("The warehouse is still opening")
  })
  for (let n = 0; n < 10; n += 1) await clock.advance(2_000)
  expect(runs).toBe(3)
  expect(printed).toEqual([expect.stringContaining("prepare-warehouse: run at the start failed")])
})
