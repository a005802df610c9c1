import { readFileSync } from "node:fs"
import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb"
import { expect, test } from "vitest"
import { z } from "zod"
import { assumed } from "#cli/costs/assumptions"
import { type Asked, costsOf } from "#cli/costs/costs"
import { countingDynamo } from "#cli/costs/counting-table"
import { costsGuide, withCosts } from "#cli/costs/guide"
import { measure } from "#cli/costs/life"
import { type Price, prices } from "#cli/costs/prices"
import { reported } from "#cli/costs/report"
import { callsOf, triageSteps } from "#cli/costs/traffic"
import { functions } from "#functions/manifest"
import { tables } from "#schemas/tables"
import { deployedFunctions } from "#stacks/parts"
import { stacksOf } from "#test/support/synth/stacks"
import { alarmsOf, seriesOf } from "#test/support/synth/watched"

const measured = await measure(4)
const million: Asked = { tickets: 1_000_000, without: new Set(), warehouseHours: 32 }
const costs = (asked: Partial<Asked> = {}) => costsOf({ ...million, ...asked }, measured)
const all = [...functions]

test(`${costsGuide} shows what is computed: run \`npm run desk -- docs\` if not`, async () => {
  const document = readFileSync(costsGuide, "utf8")
  expect(document).toBe(await withCosts(document))
})

test("a guide without its markers is refused by name", () =>
  expect(withCosts("# Costs")).rejects.toThrow(/costs.md has lost its markers/))

test("a ticket's life is measured with the real store and projections", () => {
  const commits = Object.values(measured.events).reduce((sum, times) => sum + times, 0) - 1
  // Approving a draft is two events of one commit.
  expect(measured.commits).toBe(commits)
  expect(measured.events).toMatchObject({ TicketSubmitted: 1, ReplyPosted: 1, NotificationSent: 2, TicketResolved: 1 })
  expect(measured.used.events.writes).toBeGreaterThanOrEqual(measured.commits)
  expect(measured.used.views.writes).toBeGreaterThan(measured.rowsWritten)
})

test("capacity is counted as DynamoDB counts it", async () => {
  const { client, used } = countingDynamo()
  const put = (Item: NonNullable<ConstructorParameters<typeof PutItemCommand>[0]["Item"]>, table = tables.views) =>
    client.send(new PutItemCommand({ TableName: table.name, Item }))
  const row = { pk: { S: "a" }, sk: { S: "b" }, text: { S: "x".repeat(1500) } }
  await put(row)
  expect(used("views").writes).toBe(2)
  await put({ ...row, listpk: { S: "open" }, listsk: { S: "1" } })
  expect(used("views").writes).toBe(2 + 2 + 2)
  await put({ ...row, listpk: { S: "closed" }, listsk: { S: "1" } })
  // The table, and in the index the old place as well as the new one.
  expect(used("views").writes).toBe(6 + 2 + 2 + 2)
  const values = { ":pk": { S: "a" } }
  const query = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: values }
  await client.send(new QueryCommand({ TableName: tables.views.name, ...query }))
  expect(used("views")).toMatchObject({ reads: 1, copies: 2 })
})

test("what the counting tables do not know is refused, so that nothing is used uncounted", async () => {
  const { DeleteItemCommand } = await import("@aws-sdk/client-dynamodb")
  const remove = new DeleteItemCommand({ TableName: tables.views.name, Key: { pk: { S: "a" }, sk: { S: "b" } } })
  await expect(countingDynamo().client.send(remove)).rejects.toThrow("does not know DeleteItemCommand")
})

test("functions are called as often as the map says", () => {
  const calls = callsOf(all, measured)
  const events = Object.values(measured.events).reduce((sum, times) => sum + times, 0)
  expect(calls.get("start-triage")).toBe(1)
  expect(calls.get("deliver-events")).toBe(events)
  expect(calls.get("project-views")).toBe(measured.commits)
  expect(calls.get("record-triage")).toBe(3)
  expect(calls.get("judge-by-rules")).toBe(0)
})

test("state transitions are those of the state machine, also of the one that goes by rules", () => {
  const usual = ["detect-sentiment", "record-triage", "respond", "record-triage", "record-triage"]
  expect(triageSteps(all)).toEqual(usual)
  const byRules = ["judge-by-rules", "record-triage", "judge-by-rules", "record-triage", "record-triage"]
  expect(triageSteps(deployedFunctions(new Set(["ai"])))).toEqual(byRules)
})

test.each(["analytics", "ai", "web"] as const)("leaving out %s costs less", (part) => {
  const [whole, less] = [costs(), costs({ without: new Set([part]) })]
  const together = ({ totals }: typeof whole) => totals.atRest + totals.tickets + totals.kept
  expect(together(less)).toBeLessThan(together(whole))
})

test("twice the tickets cost twice as much, but for the warehouse, which loads them together", () => {
  const of = (tickets: number) =>
    costs({ tickets, without: new Set(["analytics"]) }).totals.tickets /
    costs({ without: new Set(["analytics"]) }).totals.tickets
  expect(of(2_000_000)).toBeCloseTo(2)
  const loads = (tickets: number) => costs({ tickets }).tickets.find(({ service }) => service === "Redshift")?.usd
  expect(loads(2_000_000)).toBe(loads(1_000_000))
})

test("the warehouse costs no more than its daily hours", () => {
  const { atRest, tickets } = costs({ warehouseHours: 1 })
  const hours = [...atRest, ...tickets].filter(({ unit }) => unit.startsWith("RPU-hours"))
  expect(hours.reduce((sum, { quantity }) => sum + quantity, 0)).toBeCloseTo(assumed("hoursAMonth") / 24)
})

test("every price names AWS's page, and where its figure was read", () => {
  for (const { usd, page, read } of Object.values<Price>(prices)) {
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/.*pricing\//)
    expect(read === "no figure was found").toBe(usd === undefined)
  }
})

test("what has no price is in no sum and is said", () => {
  const { tickets, unpriced, totals } = costs()
  expect(unpriced).toEqual(["X-Ray: traces"])
  expect(tickets.filter(({ usd }) => usd === undefined)).toHaveLength(1)
  expect(totals.tickets).toBeGreaterThan(0)
  expect(reported(costs(), 1)).toContain("In no sum, because no price was found: X-Ray: traces.")
})

const Workgroup = z.object({ baseCapacity: z.number(), maxCapacity: z.number() })
const Redshift = z.object({
  redshiftConfiguration: z.object({ s3Configuration: z.object({ bufferingInterval: z.number() }) }),
})

test("what is taken for granted of the stacks is as in the stacks", async () => {
  const graph = await stacksOf({ stage: "test" })
  const inputs = (type: string) => graph.resources.filter((each) => each.type.endsWith(type)).map((each) => each.inputs)
  const [workgroup] = inputs(":Workgroup").map((each) => Workgroup.parse(each))
  expect(workgroup).toEqual({ baseCapacity: assumed("warehouseRpu"), maxCapacity: assumed("warehouseRpu") })
  const gathering = inputs(":FirehoseDeliveryStream").map((each) => Redshift.parse(each).redshiftConfiguration)
  expect(gathering.map(({ s3Configuration }) => s3Configuration.bufferingInterval)).toEqual(
    Array(2).fill(assumed("copySeconds")),
  )
  const watched = [...alarmsOf(graph).values()].flatMap(seriesOf).length
  const counted = costs().atRest.find(({ unit }) => unit === "series of alarms")?.quantity
  expect(counted).toBe(watched)
})
