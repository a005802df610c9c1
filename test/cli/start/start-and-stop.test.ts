import { once } from "node:events"
import { access } from "node:fs/promises"
import { connect } from "node:net"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { historyOf } from "#cli/prove/history"
import { clients } from "#local/clients"
import { type RunningDesk, startDesk } from "#test/support/desk-process"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { temporaryFolder } from "#test/support/temporary"

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
  // One Ctrl-C arrives several times; equal signals would be one, so that these differ.
  expect(await first.kill("SIGTERM", "SIGINT")).toEqual({ code: 0, signal: null })
  expect(await listening(desk)).toEqual([false, false, false])
  expect(first.errors()).toBe("")

  const second = startDesk({ folder })
  const again = await second.up()
  expect(await historyOf(await again.as("agent"), "TKT-kept")).toEqual(history)
  expect(await second.kill("SIGTERM")).toEqual({ code: 0, signal: null })
  expect(await listening(again)).toEqual([false, false, false])
  expect(second.errors()).toBe("")
})

/** Somebody whose request never ends. */
const request = async (url: string) => {
  const client = connect(Number(new URL(url).port), "127.0.0.1")
  onTestFinished(() => void client.destroy())
  client
    .on("error", () => undefined)
    .write("POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{")
  await once(client, "connect")
}

/** How a desk ends that is told so again and again while it answers somebody. */
const impatiently = async (folder: string) => {
  const desk = startDesk({ folder })
  await request((await desk.up()).url)
  desk.tell("SIGINT")
  await eventually(() => expect(desk.output()).toContain("Stopping …"))
  const again = setInterval(() => desk.tell("SIGINT"), 100)
  const ending = await desk.ended().finally(() => clearInterval(again))
  expect(desk.errors()).toBe("")
  return ending
}

test("a second Ctrl-C does not wait for those who are being answered", async () => {
  const folder = await temporaryFolder()
  // One that waits ends with 0, after 3 s: as does one on a machine that stands still for so long, which is tried again.
  await eventually(async () => expect(await impatiently(folder)).toEqual({ code: 1, signal: null }), { within: 30_000 })
})

test("Ctrl-C during the start stops it at once, and the next start goes on from there", async () => {
  const folder = await temporaryFolder()
  const early = startDesk({ folder })
  await eventually(() => access(join(folder, "lock.sqlite")))
  expect(await early.kill("SIGINT")).toEqual({ code: 0, signal: null })
  expect(early.errors()).toBe("")
  await startDesk({ folder }).up()
})
