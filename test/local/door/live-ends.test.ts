import { once } from "node:events"
import { expect, test, vi } from "vitest"
import { WebSocket } from "ws"
import { connect, letIn, openDoor, raw } from "#test/local/door/open-door"
import { stopTimers } from "#test/support/clocks"
import { eventually } from "#test/support/eventually"

test("an idle connection is closed as API Gateway closes it, and a ping keeps it", async () => {
  const door = await openDoor(letIn, { limits: { idle: 300, longest: 60_000 } })
  stopTimers()
  const kept = await connect(door)
  const idle = await connect(door)
  const [closed, answered] = [once(idle, "close"), once(kept, "pong")]
  vi.advanceTimersByTime(299)
  kept.ping()
  await answered
  vi.advanceTimersByTime(1)
  const [code] = await closed
  vi.advanceTimersByTime(298)
  expect([code, kept.readyState]).toEqual([1001, WebSocket.OPEN])
})

test("a connection ends after its longest life, however busy", async () => {
  const door = await openDoor(letIn, { limits: { idle: 60_000, longest: 100 } })
  const [code] = await once(await connect(door), "close")
  expect(code).toBe(1001)
})

test("closing the door says goodbye and waits until every $disconnect has run", async () => {
  const order: string[] = []
  const told = Promise.withResolvers<void>()
  const door = await openDoor(async (name) => {
    if (name === "disconnect-live") await told.promise
    order.push(name)
    return { statusCode: 200 }
  })
  const ends = [once(await connect(door), "close"), once(await connect(door), "close")]
  // With time stopped, nobody is given up on.
  stopTimers()
  const closed = door.close().then(() => order.push("closed"))
  expect((await Promise.all(ends)).map(([code]) => code)).toEqual([1001, 1001])
  await eventually(() => expect(door.invoked).toHaveLength(4))
  // Whoever waited for nothing more would be through long before another connection is refused.
  await eventually(() => expect(raw(`${door.url}/api/health`)).rejects.toThrow("ECONNREFUSED"))
  expect(order).toEqual(["connect-live", "connect-live"])
  told.resolve()
  await closed
  expect(order).toEqual(["connect-live", "connect-live", "disconnect-live", "disconnect-live", "closed"])
})
