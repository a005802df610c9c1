import { expect, test } from "vitest"
import { z } from "zod"
import { historyOf } from "#cli/prove/history"
import { clients } from "#local/clients"
import { type RunningDesk, startDesk } from "#test/support/desk-process"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { limitInSeconds } from "#test/support/patience"
import { runCommand } from "#test/support/run-command"
import { temporaryFolder } from "#test/support/temporary"

const Outcomes = z.array(z.object({ name: z.string(), failure: z.string().optional() }))

/** The stations that `prove` does not find within some seconds, each with what it says about them. */
const proof = async (desk: RunningDesk, seconds: number) => {
  const patience = String(limitInSeconds(seconds))
  const { code, output, errors } = await runCommand(desk, "prove", "--json", "--patience", patience)
  const failed = Outcomes.parse(JSON.parse(output)).filter(({ failure }) => failure !== undefined)
  return { code, errors, failed: failed.map(({ name, failure }) => `${name}: ${failure}`) }
}

const submit = async ({ awsUrl }: RunningDesk, ticketId: string) => {
  const { kinesis, destroy } = clients(awsUrl)
  await putRecords(kinesis, [message(ticketId)])
  destroy()
}

test.each([
  ["route-tickets", ["HTTP → routing", "Kinesis → routing", "EventBridge → routing"]],
  ["project-views", ["Kinesis → inbox view", "Kinesis → page view"]],
])("without %s, prove names it; what waited is done once it is back", async (name, stations) => {
  const folder = await temporaryFolder()
  const lame = startDesk({ folder, args: ["--without", name] })
  const desk = await lame.up()
  await submit(desk, "TKT-waits")
  // A machine that becomes slow meanwhile does not get as far as these stations, and is asked again.
  const found = await eventually(
    async () => {
      const answer = await proof(desk, 8)
      for (const station of stations) expect(answer.errors).toContain(station)
      return answer
    },
    { within: 60_000 },
  )
  expect(found.code).toBe(1)
  expect(found.errors).toMatch(/^Not proven: [^\n]+\n$/)
  expect(found.failed.join("\n")).toContain(`is ${name} running?`)
  await lame.kill("SIGINT")

  const whole = startDesk({ folder })
  const again = await whole.up()
  const agent = await again.as("agent")
  await eventually(
    async () => expect((await historyOf(agent, "TKT-waits")).map(({ type }) => type)).toContain("NotificationSent"),
    { within: 60_000 },
  )
  expect(await proof(again, 60)).toEqual({ code: 0, errors: "", failed: [] })
})
