import { expect, test } from "vitest"
import { clients } from "#local/clients"
import { startDesk } from "#test/support/desk-process"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { temporaryFolder } from "#test/support/temporary"
import { expectToldOnce, told, wholeTickets } from "#test/support/whole-tickets"

const ticketIds = Array.from({ length: 40 }, (_, i) => `TKT-interrupted-${i}`)

/** A busy machine may not finish a notification within the stop's 5 s; its claim then makes the next one wait, and say so. */
const waiting = /^$|IdempotencyAlreadyInProgressError|^notify-team: batch of \d+ failed/

/** A claim that a stop left behind is out of reach for as long as a function may run. */
const brief = { LAMBDA_PATIENCE: "2" }

test("what a stop interrupts is done after the next start, and nobody hears of it", async () => {
  const folder = await temporaryFolder()
  const first = startDesk({ folder, env: brief })
  const desk = await first.up()
  const { kinesis, destroy } = clients(desk.awsUrl)
  expect(
    await putRecords(
      kinesis,
      ticketIds.map((id) => message(id)),
    ),
  ).toBe(0)
  destroy()
  await eventually(async () => expect(await told(desk)).toBeGreaterThan(5), { within: 60_000, every: 100 })
  expect(await first.kill("SIGTERM")).toEqual({ code: 0, signal: null })
  const stopped = Date.now()

  const second = startDesk({ folder, env: brief })
  await wholeTickets(await second.up(), ticketIds)
  expect(await second.kill("SIGINT")).toEqual({ code: 0, signal: null })
  expectToldOnce(folder, ticketIds, [stopped])
  const said = `${first.errors()}\n${second.errors()}`.split("\n")
  expect(said.filter((line) => !waiting.test(line))).toEqual([])
  expect(second.output().split("\n").slice(-3)).toEqual(["", "Stopping …", ""])
})
