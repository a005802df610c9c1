import { afterAll, beforeAll, expect, test } from "vitest"
import { selectRows } from "#cli/operate/sql"
import { first, historyOf } from "#cli/prove/history"
import { prove } from "#cli/prove/prove"
import { clients } from "#local/clients"
import { type OpenCloud, openCloud } from "#test/support/cloud"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { limitInSeconds } from "#test/support/patience"

/** The model and the archive are out of order from the start. */
const outOfOrder = () => Promise.reject(new Error("out of order"))

let cloud: OpenCloud
beforeAll(async () => {
  cloud = await openCloud({ overrides: { respond: outOfOrder, "archive-tickets": outOfOrder } })
})
afterAll(() => cloud?.close())

test("while the model is out of order, every ticket is classified and answered by the rules", async () => {
  const aws = clients(cloud.awsUrl)
  const ticketIds = Array.from({ length: 5 }, (_, i) => `TKT-rules-${i}`)
  await putRecords(
    aws.kinesis,
    ticketIds.map((ticketId) => message(ticketId)),
  )
  aws.destroy()
  const agent = await cloud.as("agent")
  for (const ticketId of ticketIds) {
    await eventually(
      async () => {
        const history = await historyOf(agent, ticketId)
        expect(first(history, "TicketClassified", "record-triage").data.engine).toBe("rules")
        expect(first(history, "ResponseDrafted", "record-triage").data.engine).toBe("rules")
        expect(history.map(({ type }) => type)).toEqual(expect.arrayContaining(["TicketRouted", "NotificationSent"]))
      },
      { within: 30_000 },
    )
  }
})

test("prove names the stations that are out of order, and only those", async () => {
  const proof = { desk: cloud.desk, token: await cloud.token("agent"), select: selectRows, onOutcome: () => undefined }
  const failed = async () => {
    const outcomes = await prove({ ...proof, patience: limitInSeconds(10) })
    return outcomes.filter(({ failure }) => failure).map(({ name }) => name.replace(/^\w+ → /, ""))
  }
  // A machine that becomes slow meanwhile has no time for the others either, and is asked again.
  await eventually(
    async () => expect(new Set(await failed())).toEqual(new Set(["S3 archive", "classification", "draft"])),
    {
      within: 60_000,
    },
  )
})

test("a broken consumer's events wait in its own queue", async () => {
  const lag = (await cloud.lag()).find((each) => each.function === "archive-tickets")
  if (lag?.kind !== "queue") throw new Error("archive-tickets reads a queue")
  expect(lag.visible + lag.inFlight + lag.deadLetters, JSON.stringify(lag)).toBeGreaterThanOrEqual(5)
})
