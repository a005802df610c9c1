import { SFNClient } from "@aws-sdk/client-sfn"
import { SQSClient } from "@aws-sdk/client-sqs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { followRebuild, startRebuild } from "#cli/operate/rebuild"
import { selected, selection } from "#cli/replay/replay-selection"
import { replayTargets } from "#cli/replay/replay-targets"
import { replayTo } from "#cli/replay/replay-to"
import { clients } from "#local/clients"
import { machineArn } from "#local/step-functions/machine"
import { readModels } from "#projections/registry"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { RebuildProgress } from "#schemas/rebuild"
import { sdk } from "#test/support/bare-server"
import { type OpenCloud, openCloud } from "#test/support/cloud"
import { eventually } from "#test/support/eventually"
import { putRecords } from "#test/support/intake"
import { message } from "#test/support/message"
import { type RebuildDesk, rebuildDesk } from "#test/support/rebuild-desk"

const ids = Array.from({ length: 8 }, (_, i) => `TKT-cloud-${i}`)
const Page = z.looseObject({ items: z.array(z.looseObject({ ticketId: z.string(), status: z.string() })) })
const Rebuilds = z.object({ items: z.array(RebuildProgress) })

let cloud: OpenCloud
let aws: ReturnType<typeof clients>
let desk: RebuildDesk
beforeAll(async () => {
  cloud = await openCloud()
  aws = clients(cloud.awsUrl)
  desk = rebuildDesk(aws)
  await putRecords(
    aws.kinesis,
    ids.map((ticketId) => message(ticketId)),
  )
  await eventually(async () => expect(await listed()).toHaveLength(ids.length), { within: 60_000 })
})
afterAll(async () => {
  aws?.destroy()
  await cloud?.close()
})

const listed = async () => {
  const agent = await cloud.as("agent")
  return (await agent.get("/api/tickets?limit=100", Page)).items.map(({ ticketId }) => ticketId).toSorted()
}

test("the state machine rebuilds both read models while the desk works, and then drops the old rows", async () => {
  const stepFunctions = new SFNClient(sdk(cloud.awsUrl))
  const rebuilding = { ...desk.parts, stepFunctions, stateMachineArn: machineArn("rebuild") }
  const execution = await startRebuild(rebuilding, ["all"])
  const heard: RebuildProgress[] = []
  const end = await followRebuild(rebuilding, execution, (progress) => {
    heard.push(progress)
  })
  expect(end).toMatchObject({ tickets: ids.length, poisoned: 0, secondsLeft: 0 })
  expect(end.models.map(({ name, from, to }) => [name, from, to])).toEqual(
    Object.keys(readModels).map((name) => [name, 1, 2]),
  )
  expect(heard.at(-1)).toEqual(end)
  await expect(startRebuild(rebuilding, ["all"])).rejects.toThrow("still dropping its old rows")
  await eventually(async () => expect(await listed()).toEqual(ids))

  const [ticketId = ""] = ids
  const agent = await cloud.as("agent")
  const { version } = await agent.post(`/api/tickets/${ticketId}/add-note`, { text: "after the switch" })
  const page = await agent.get(`/api/tickets/${ticketId}?at-least=${version}`, z.looseObject({ version: z.number() }))
  expect(page.version).toBeGreaterThanOrEqual(version)

  await eventually(
    async () => {
      const rows = [...(await desk.rowsOf(ticketPage.name)), ...(await desk.rowsOf(ticketInbox.name))]
      expect(rows.map((row) => row.revision)).toEqual(rows.map(() => 2))
      expect((await desk.revisions.read()).rebuild?.phase).toBe("done")
    },
    { within: 60_000, every: 250 },
  )
  expect(await listed()).toEqual(ids)
})

test("admins see rebuilds by the API, and nobody else does", async () => {
  const [rebuild] = (await (await cloud.as("admin")).get("/api/rebuilds", Rebuilds)).items
  expect(rebuild).toMatchObject({ segments: { done: 8, total: 8 }, tickets: ids.length })
  for (const role of ["agent", "customer"] as const)
    await expect((await cloud.as(role)).get("/api/rebuilds", Rebuilds)).rejects.toThrow(/403/)
})

test("past events are replayed to a consumer's queue, which takes them", async () => {
  const wanted = selection({ type: ["TicketSubmitted"] })
  const targets = replayTargets(["archive-tickets", "deliver-events"])
  const mark = { id: "replay-cloud", at: new Date().toISOString() }
  const sqs = new SQSClient(sdk(cloud.awsUrl))
  const { events, sent } = await replayTo(selected(desk.parts, wanted), { sqs, targets, mark })
  expect({ events, sent }).toEqual({ events: 8, sent: { "archive-tickets": 0, "deliver-events": 8 } })
  await eventually(
    async () => {
      const lag = (await cloud.lag()).find((each) => each.function === "deliver-events")
      expect(lag).toMatchObject({ visible: 0, inFlight: 0, deadLetters: 0 })
    },
    { within: 30_000 },
  )
})
