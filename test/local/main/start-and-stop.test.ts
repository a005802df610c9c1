import { connect } from "node:net"
import { expect, test, vi } from "vitest"
import { historyOf } from "#cli/prove/history"
import { clients } from "#local/clients"
import { type DeskProcess, type RunningDesk, startDesk } from "#test/support/desk-process"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { temporaryFolder } from "#test/support/temporary"

vi.setConfig({ testTimeout: 90_000 })

/** Seconds within which a stop that is asked for politely must be over, on a busy machine. */
const stopsWithin = 15_000

const listens = (url: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1")
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
    socket.once("connect", () => socket.destroy())
  })

const listening = async ({ url, awsUrl, warehouseUrl }: RunningDesk) =>
  Promise.all([url, awsUrl, warehouseUrl].map(listens))

const submit = async ({ awsUrl }: RunningDesk, ticketId: string) => {
  const { kinesis, destroy } = clients(awsUrl)
  await putRecords(kinesis, [message(ticketId)])
  destroy()
}

const stopped = async (desk: DeskProcess, signal: NodeJS.Signals) => {
  const start = performance.now()
  const ending = await desk.kill(signal)
  return { ...ending, quick: performance.now() - start < stopsWithin }
}

test("it prints its URLs, stops at Ctrl-C without a trace, and begins again with the same tickets", async () => {
  const folder = await temporaryFolder()
  const first = startDesk({ folder })
  const desk = await first.up()
  expect(await listening(desk)).toEqual([true, true, true])
  await submit(desk, "TKT-kept")
  const agent = await desk.as("agent")
  const history = await eventually(
    async () => {
      const events = await historyOf(agent, "TKT-kept")
      expect(events.map(({ type }) => type)).toContain("NotificationSent")
      return events
    },
    { within: 30_000 },
  )
  expect(await stopped(first, "SIGINT")).toEqual({ code: 0, signal: null, quick: true })
  expect(await listening(desk)).toEqual([false, false, false])
  expect(first.errors()).toBe("")

  const second = startDesk({ folder })
  const again = await second.up()
  expect(await historyOf(await again.as("agent"), "TKT-kept")).toEqual(history)
  expect(await stopped(second, "SIGTERM")).toEqual({ code: 0, signal: null, quick: true })
  expect(await listening(again)).toEqual([false, false, false])
  expect(second.errors()).toBe("")
})
