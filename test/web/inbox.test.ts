import { expect, test } from "vitest"
import { Agent } from "#schemas/actor"
import { eventually } from "#test/support/eventually"
import { gone, seen } from "#test/support/on-screen"
import { cora, submission } from "#test/support/sample-tickets"
import { browserTests } from "#test/support/web-page"

const { api, open } = browserTests()
const ann = { role: "agent" as const, id: "agt-ann", name: "Ann Archer" }

test("a row shows what an agent needs to choose", async () => {
  const page = await open("/", { as: "agent" })
  const row = page.getByRole("listitem").filter({ hasText: "Router drops the connection" })
  await seen(row)
  const text = await row.textContent()
  const facts = ["Cora Customer", "Router X2", "TKT-1001", "High", "Negative", "Escalations", "Nobody", "New", "Draft"]
  for (const fact of facts) expect(text).toContain(fact)
  expect(await row.locator("time").last().getAttribute("title")).toMatch(/\d{4}/)
  expect(new URL(page.url()).pathname).toBe("/inbox")
})

test("a new ticket appears and a changed one changes without a reload", async () => {
  const page = await open("/inbox", { as: "agent" })
  await page.getByText("Live", { exact: true }).waitFor()
  await api().desk.happen("TKT-2000", [submission({ ...cora, subject: "It arrived just now", age: 0 })])
  await seen(page.getByText("It arrived just now"))
  await api().desk.happen("TKT-2000", [
    { type: "TicketAssigned", data: { agent: Agent.parse({ id: ann.id, name: ann.name }) } },
  ])
  await seen(page.getByRole("listitem").filter({ hasText: "It arrived just now" }).getByText("Ann Archer"))
})

test("after the live connection was lost it is opened again and what was missed appears", async () => {
  const page = await open("/inbox", { as: "agent" })
  await page.getByText("Live", { exact: true }).waitFor()
  const { desk, sockets } = api()
  const tell = [...desk.listeners]
  desk.listeners.clear()
  for (const socket of sockets.clients) socket.terminate()
  await desk.happen("TKT-2000", [submission({ ...cora, subject: "It arrived while nobody listened", age: 0 })])
  await page.getByText("Reconnecting").waitFor()
  for (const listener of tell) desk.listeners.add(listener)
  await seen(page.getByText("It arrived while nobody listened"))
  await seen(page.getByText("Live", { exact: true }))
})

test("filters narrow the list and stay in the address", async () => {
  const page = await open("/inbox", { as: "agent" })
  await page.getByLabel("Priority").selectOption("CRITICAL")
  await gone(page.getByText("Charged twice"))
  await seen(page.getByText("Nobody in our company can sign in"))
  expect(page.url()).toContain("priority=CRITICAL")
  await page.reload()
  await seen(page.getByText("Nobody in our company can sign in"))
  await gone(page.getByText("Charged twice"))
  await page.getByRole("button", { name: "Clear filters" }).click()
  await seen(page.getByText("Charged twice"))
})

test("a team that is called none is another choice than no team yet", async () => {
  const routed = (team: string) => ({ type: "TicketRouted", data: { team, reason: "By hand", by: "agent" } }) as const
  await api().desk.happen("TKT-1003", [routed("none")])
  await api().desk.happen("TKT-2000", [submission({ ...cora, subject: "Nobody has it yet", age: 0 })])
  const page = await open("/inbox", { as: "agent" })
  await page.getByText("Nobody has it yet").waitFor()
  await page.getByLabel("Team").selectOption({ label: "none" })
  await gone(page.getByText("Nobody has it yet"))
  await seen(page.getByText("Charged twice"))
  await page.getByLabel("Team").selectOption({ label: "No team yet" })
  await gone(page.getByText("Charged twice"))
  await seen(page.getByText("Nobody has it yet"))
  expect(new URL(page.url()).searchParams.get("without")).toBe("team")
  await page.getByLabel("Assignee").selectOption({ label: "Nobody" })
  await eventually(() => expect(new URL(page.url()).searchParams.get("without")).toBe("team,assignee"))
  await page.getByLabel("Team").selectOption({ label: "Any team" })
  await eventually(() => expect(new URL(page.url()).searchParams.get("without")).toBe("assignee"))
})

test("mine, unassigned and resolved tickets are one click away", async () => {
  await api().desk.happen("TKT-1003", [
    { type: "TicketAssigned", data: { agent: Agent.parse({ id: ann.id, name: ann.name }) } },
  ])
  await api().desk.happen("TKT-1004", [{ type: "TicketResolved", data: { outcome: "answered" } }])
  const page = await open("/inbox", { as: "agent" })
  const subjects = () => page.locator("a[data-row]").count()
  await eventually(async () => expect(await subjects()).toBe(4))
  await page.getByRole("link", { name: "Mine" }).click()
  await eventually(async () => expect(await subjects()).toBe(1))
  await seen(page.getByText("Charged twice"))
  await page.getByRole("link", { name: "Unassigned" }).click()
  await eventually(async () => expect(await subjects()).toBe(3))
  await page.getByRole("link", { name: "Resolved" }).click()
  await seen(page.getByText("How do I move my albums"))
})

test("the keyboard is enough: / searches, j and k move, Enter opens, and back finds the same list", async () => {
  const page = await open("/inbox", { as: "agent" })
  await page.getByText("Charged twice").waitFor()
  await page.keyboard.press("/")
  await page.keyboard.type("invoice")
  await gone(page.getByText("Thermostat"))
  await page.getByLabel("Search tickets").blur()
  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  await seen(page.getByRole("heading", { level: 1, name: "Charged twice for March" }))
  await page.getByRole("link", { name: "Inbox" }).last().click()
  await eventually(() => expect(new URL(page.url()).search).toBe("?q=invoice"))
})

test("a search without a match says so and offers a wider one", async () => {
  const page = await open("/inbox?q=nothing-like-this", { as: "agent" })
  await seen(page.getByRole("heading", { name: "No ticket matches" }))
  await page.getByRole("button", { name: "Search all tickets" }).click()
  await eventually(() => expect(new URL(page.url()).searchParams.get("status")).toBe("all"))
})

test("a list that cannot be loaded says so and can be asked for again", async () => {
  api().failures.set("GET /api/tickets", { status: 403, body: { detail: "The desk is being moved", status: 403 } })
  const page = await open("/inbox", { as: "agent" })
  await seen(page.getByText("The desk is being moved"))
  await page.getByRole("button", { name: "Try again" }).click()
  await seen(page.getByText("Charged twice"))
})

test("a long list comes page by page", async () => {
  for (let i = 0; i < 50; i++) await api().desk.happen(`TKT-3${i}`, [submission({ ...cora, age: 5_000 + i })])
  const page = await open("/inbox", { as: "agent" })
  const rows = () => page.locator("a[data-row]").count()
  await eventually(async () => expect(await rows()).toBe(50))
  await page.getByRole("button", { name: "Load more" }).click()
  await eventually(async () => expect(await rows()).toBe(55))
  await gone(page.getByRole("button", { name: "Load more" }))
})
