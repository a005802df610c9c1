import { expect, test } from "vitest"
import { failureLog } from "#local/failure-log"
import { stoppedClock } from "#test/support/clocks"

const setUp = () => {
  const clock = stoppedClock()
  const printed: string[] = []
  const failed = failureLog((line) => printed.push(line), clock)
  return {
    clock,
    printed,
    say: (error: unknown, source = "notify-team") => failed({ source, what: "batch of 2", error }),
  }
}

test("a failure is one line with its source, what failed and why", () => {
  const { printed, say } = setUp()
  say(new TypeError("no such thing\nat line 3"))
  expect(printed).toEqual(["notify-team: batch of 2 failed: TypeError: no such thing"])
})

test("e-mail addresses stay out of it", () => {
  const { printed, say } = setUp()
  say(new Error("cannot write to jo.doe+x@mail.example.org, sorry"))
  expect(printed).toEqual(["notify-team: batch of 2 failed: Error: cannot write to <e-mail>, sorry"])
})

test("the same failure is said again after half a minute, with how often it happened meanwhile", async () => {
  const { clock, printed, say } = setUp()
  for (let n = 0; n < 1000; n++) say(new Error(`try ${n}`))
  say(new RangeError("another"))
  say(new Error("elsewhere"), "mail-customer")
  expect(printed).toHaveLength(3)
  await clock.advance(30_000)
  say(new Error("still"))
  expect(printed.at(-1)).toBe("notify-team: batch of 2 failed: Error: still (and 999 more like it)")
})
