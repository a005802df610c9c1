import type { Command } from "commander"
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest"
import { dlqCommand } from "#cli/commands/dlq"
import { metricsCommand } from "#cli/commands/metrics"
import { tokenCommand } from "#cli/commands/token"
import { userCommand } from "#cli/commands/user"
import { pointAt } from "#cli/operate/desk-environment"
import { poolUsers } from "#cli/operate/pool-users"
import { selectRows } from "#cli/operate/sql"
import { prove } from "#cli/prove/prove"
import { asTemporaryAgent, Interrupted } from "#cli/prove/temporary-agent"
import { env } from "#functions/lib/env"
import { type OpenCloud, openCloud } from "#test/support/cloud"
import { limitInSeconds } from "#test/support/patience"

let cloud: OpenCloud
beforeAll(async () => {
  cloud = await openCloud()
  // `--stage local` looks for the desk where the settings say.
  vi.stubEnv("AWS_PORT", new URL(cloud.awsUrl).port)
  vi.stubEnv("PORT", new URL(cloud.url).port)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await cloud?.close()
})

const agents = async () => {
  const users = poolUsers(env("USER_POOL_ID"))
  return (await users.list("agent").finally(users.close)).map(({ email }) => email)
}
const demo = ["ann.archer@example.com", "bob.baker@example.com"]

test("a stage is found by its name and proven by an agent who is gone afterwards", async () => {
  const desk = await pointAt({ stage: "local" })
  const seen: string[][] = []
  const outcomes = await asTemporaryAgent(async (token) => {
    seen.push(await agents())
    return prove({ desk, token, patience: limitInSeconds(60), select: selectRows, onOutcome: () => undefined })
  })
  expect(outcomes.filter(({ failure }) => failure)).toEqual([])
  expect(outcomes.length).toBeGreaterThan(40)
  expect(seen[0]).toHaveLength(3)
  expect(await agents()).toEqual(demo)
})

test("the temporary agent is deleted when the proof fails", async () => {
  await pointAt({ stage: "local" })
  const failing = asTemporaryAgent(async () => {
    expect(await agents()).toHaveLength(3)
    throw new Error("the proof broke")
  })
  await expect(failing).rejects.toThrow("the proof broke")
  expect(await agents()).toEqual(demo)
})

test.each(["SIGINT", "SIGTERM"] as const)(
  "on %s nobody waits for the proof, and the agent is deleted",
  async (signal) => {
    await pointAt({ stage: "local" })
    const never = new AbortController()
    onTestFinished(() => never.abort())
    const interrupted = asTemporaryAgent(async () => {
      process.emit(signal)
      process.emit(signal)
      await new Promise((resolve) => never.signal.addEventListener("abort", resolve))
    })
    await expect(interrupted).rejects.toBeInstanceOf(Interrupted)
    expect(await agents()).toEqual(demo)
    expect(process.listenerCount(signal)).toBe(0)
  },
)

test("whoever names another event table reads that one", async () => {
  const before = env("EVENTS_TABLE")
  onTestFinished(() => {
    process.env.EVENTS_TABLE = before
  })
  process.env.EVENTS_TABLE = "restored"
  await pointAt({ stage: "local" })
  expect(env("EVENTS_TABLE")).toBe("restored")
})

test("a stage that is not there is one line that says what to do", async () => {
  await pointAt({ stage: "local" })
  await expect(pointAt({ stage: "nowhere" })).rejects.toThrow(/no stage nowhere in us-east-1.*npm run deploy/)
})

const desk = (command: Command, ...args: string[]) =>
  command.parseAsync([...args, "--stage", "local"], { from: "user" })

const said = () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined)
  onTestFinished(() => log.mockRestore())
  return () => log.mock.calls.flat().join("\n")
}

test("somebody is added to a stage, listed there, and removed again", async () => {
  const printed = said()
  await desk(userCommand(), "add", "otto@example.com", "--role", "admin", "--name", "Otto Operator")
  await desk(userCommand(), "list")
  expect(printed()).toMatch(/admin +FORCE_CHANGE_PASSWORD +otto@example.com {2}Otto Operator/)
  await expect(desk(userCommand(), "add", "otto@example.com", "--role", "agent", "--name", "Otto")).rejects.toThrow(
    "already",
  )
  await desk(userCommand(), "remove", "otto@example.com")
  await expect(desk(userCommand(), "remove", "otto@example.com")).rejects.toThrow("no user otto@example.com")
})

test("on this machine nobody is added, and a stage has neither demo users nor local figures", async () => {
  const add = userCommand().parseAsync(["list"], { from: "user" })
  await expect(add).rejects.toThrow(/demo users.*--stage/)
  await expect(desk(tokenCommand(), "agent")).rejects.toThrow("no demo users")
  await expect(desk(metricsCommand())).rejects.toThrow("CloudWatch")
})

test("dead letters of a stage are found under its names", async () => {
  const printed = said()
  await desk(dlqCommand(), "list")
  expect(printed()).toMatch(/0 {2}notify-team-dlq/)
})
