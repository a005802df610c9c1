import { expect, test } from "vitest"
import { gone, seen } from "#test/support/on-screen"
import { browserTests } from "#test/support/web-page"

const { api, open } = browserTests()
const ann = { role: "agent" as const, id: "agt-ann", name: "Ann Archer" }

const fillForm = async (page: Awaited<ReturnType<typeof open>>) => {
  await page.getByLabel("Product").fill("Router X2")
  await page.getByLabel("Kind of help").selectOption("Bug report")
  await page.getByLabel("Subject").fill("The light blinks red")
  await page.getByLabel("Description").fill("It has been blinking since Monday.")
}

test("a customer lands on their own tickets, and only those", async () => {
  const page = await open("/", { as: "customer" })
  await seen(page.getByRole("link", { name: "Router drops the connection every few minutes" }))
  expect(new URL(page.url()).pathname).toBe("/my-tickets")
  await gone(page.getByText("Charged twice"))
})

test("a customer sees the conversation without notes, judgements and drafts", async () => {
  await api().desk.happen("TKT-1001", [{ type: "NoteAdded", data: { text: "She is a difficult one" } }], { actor: ann })
  const page = await open("/tickets/TKT-1001", { as: "customer" })
  await seen(page.getByText("since the update last night"))
  for (const inside of ["difficult one", "Suggested reply", "Negative", "Escalations", "TKT-1001 was routed"])
    expect(await page.getByText(inside).count()).toBe(0)
})

test("what is missing is said at the fields, and the first of them gets the focus", async () => {
  const page = await open("/tickets/new", { as: "customer" })
  await page.getByLabel("Product").fill("Router X2")
  await page.getByRole("button", { name: "Submit ticket" }).click()
  await seen(page.getByText("Choose what kind of help you need."))
  await seen(page.getByText("Give your ticket a subject."))
  const focused = page.locator(":focus")
  expect(await focused.getAttribute("name")).toBe("issueType")
  expect(await focused.getAttribute("aria-invalid")).toBe("true")
  expect(api().requests).not.toContain("POST /api/tickets")
})

test("what the desk refuses is said at the fields too", async () => {
  const errors = [{ field: "subject", message: "must not be a riddle" }]
  const body = { status: 400, code: "invalid", title: "Bad request", detail: "subject: must not be a riddle", errors }
  api().failures.set("POST /api/tickets", { status: 400, body })
  const page = await open("/tickets/new", { as: "customer" })
  await fillForm(page)
  await page.getByRole("button", { name: "Submit ticket" }).click()
  await seen(page.getByText("must not be a riddle"))
  expect(await page.getByLabel("Subject").getAttribute("aria-invalid")).toBe("true")
  expect(await page.getByLabel("Description").inputValue()).toBe("It has been blinking since Monday.")
})

test("a double click makes one ticket", async () => {
  const page = await open("/tickets/new", { as: "customer" })
  await fillForm(page)
  await page.getByRole("button", { name: "Submit ticket" }).dblclick()
  await seen(page.getByRole("heading", { name: "The light blinks red" }))
  await page.getByRole("link", { name: "My tickets" }).first().click()
  await page.getByRole("list", { name: "My tickets" }).waitFor()
  expect(await page.getByText("The light blinks red").count()).toBe(1)
})

test("a lost answer is asked for again with the same key", async () => {
  const page = await open("/tickets/new", { as: "customer" })
  const keys: (string | undefined)[] = []
  await page.route("**/api/tickets", async (route) => {
    if (route.request().method() !== "POST") return route.continue()
    keys.push(route.request().headers()["idempotency-key"])
    return keys.length === 1 ? route.abort() : route.continue()
  })
  await fillForm(page)
  await page.getByRole("button", { name: "Submit ticket" }).click()
  await seen(page.getByText("The desk cannot be reached"))
  await page.getByRole("button", { name: "Submit ticket" }).click()
  await seen(page.getByRole("heading", { name: "The light blinks red" }))
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
})

test("a reply reaches the desk, and the desk's reply appears without a reload", async () => {
  const page = await open("/tickets/TKT-1001", { as: "customer" })
  await page.getByLabel("Write a message").fill("Any news?")
  await page.getByRole("button", { name: "Send message" }).click()
  await seen(page.locator("li[data-kind=customer]").getByText("Any news?"))
  const reply = { type: "ReplyPosted", data: { from: "agent", text: "We found it" } } as const
  await api().desk.happen("TKT-1001", [reply], { actor: ann })
  await seen(page.getByText("We found it"))
})

test("a resolved ticket is reopened by its customer", async () => {
  await api().desk.happen("TKT-1001", [{ type: "TicketResolved", data: { outcome: "fixed" } }], { actor: ann })
  const page = await open("/tickets/TKT-1001", { as: "customer" })
  await page.getByRole("button", { name: "It is not solved" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Reopen" }).click()
  await seen(page.getByText("In progress"))
})

test("a late reply to a closed ticket leads to the new ticket that continues it", async () => {
  await api().desk.happen("TKT-1001", [{ type: "TicketClosed", data: {} }], { actor: ann })
  const page = await open("/tickets/TKT-1001", { as: "customer" })
  await seen(page.getByText("opens a new ticket that continues it"))
  await page.getByLabel("Write a message").fill("It is back.")
  await page.getByRole("button", { name: "Send as a new ticket" }).click()
  await seen(page.getByRole("link", { name: "your earlier ticket" }))
  expect(new URL(page.url()).pathname).not.toBe("/tickets/TKT-1001")
})

test("a customer is sent home from the agents' inbox", async () => {
  const page = await open("/inbox", { as: "customer" })
  await seen(page.getByRole("heading", { name: "My tickets" }))
})

test("an agent submits for a customer who called", async () => {
  const page = await open("/tickets/new", { as: "agent" })
  await fillForm(page)
  await page.getByLabel("Customer's first name").fill("Nora")
  await page.getByLabel("Last name").fill("Novak")
  await page.getByLabel("E-mail address").fill("nora@example.com")
  await page.getByRole("button", { name: "Submit ticket" }).click()
  await seen(page.getByRole("complementary").getByText("Nora Novak"))
})
