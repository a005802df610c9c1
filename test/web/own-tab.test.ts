import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { eventually } from "#test/support/eventually"
import { gone, seen } from "#test/support/on-screen"
import { browserTests } from "#test/support/web-page"

const { api, open } = browserTests()

const ticket = () => open("/tickets/TKT-1001", { as: "agent" })
const reply = (page: Page) => page.getByLabel("Write to Cora Customer")
const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }))

/** The tab as it is when somebody else has signed in in it: the session is theirs, whatever else it keeps is still there. */
const handTo = async (page: Page, who: "agent" | "customer") => {
  await api().signIn(page.context(), who)
  await page.reload()
}

test("what an agent typed is shown to no customer in that tab, and waits for the agent", async () => {
  const page = await ticket()
  await reply(page).fill("She is a difficult one")
  await handTo(page, "customer")
  await seen(page.getByLabel("Write a message"))
  expect(await page.getByLabel("Write a message").inputValue()).toBe("")
  await page.getByLabel("Write a message").fill("Any news?")
  await handTo(page, "agent")
  await eventually(async () => expect(await reply(page).inputValue()).toBe("She is a difficult one"))
})

test("signing out takes along what was typed", async () => {
  const page = await ticket()
  await reply(page).fill("She is a difficult one")
  await page.getByRole("tab", { name: "Private note" }).click()
  await page.getByLabel("Write a note for your colleagues").fill("Call her tomorrow")
  expect(await kept(page)).toMatch(/difficult one.*Call her|Call her.*difficult one/)
  await page.getByRole("button", { name: "Sign out" }).click()
  await seen(page.getByRole("button", { name: "Sign in" }))
  expect(await kept(page)).not.toMatch(/difficult one|Call her/)
  await page.reload()
  await seen(reply(page))
  expect(await reply(page).inputValue()).toBe("")
})

test("two tabs of one agent keep their own texts, and signing out of one leaves the other alone", async () => {
  const page = await ticket()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await reply(page).fill("One thought")
  await reply(other).fill("Another thought")
  await page.getByRole("button", { name: "Sign out" }).click()
  await seen(page.getByRole("button", { name: "Sign in" }))
  await other.reload()
  await eventually(async () => expect(await reply(other).inputValue()).toBe("Another thought"))
  expect(await kept(page)).not.toContain("thought")
})

test("where a session ends, nothing that was said to its person stays on the screen", async () => {
  const page = await ticket()
  await page.route("**/api/tickets/TKT-1001/*", (route) =>
    route.fulfill({ status: 409, json: { title: "No such luck" } }),
  )
  await page.getByRole("button", { name: "Approve and send" }).click()
  const complaint = page.getByRole("alert").filter({ hasText: "No such luck" })
  await seen(complaint)
  api().failures.set("GET /api/tickets/TKT-1001", { status: 401, body: {} })
  const told = { channel: "sns", audience: "team", about: "e1", messageId: "m1" } as const
  await api().desk.happen("TKT-1001", [{ type: "NotificationSent", data: told }])
  await seen(page.getByRole("button", { name: "Sign in" }))
  await gone(complaint)
})

test("a page that the browser brings back is not shown to whoever signed in since", async () => {
  const page = await ticket()
  await seen(reply(page))
  const broughtBack = () =>
    page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })))
  const marked = () => page.evaluate(() => document.documentElement.dataset.mark)
  await page.evaluate(() => {
    document.documentElement.dataset.mark = "as it was left"
  })
  await broughtBack()
  await page.getByRole("tab", { name: "History" }).click()
  expect(await marked()).toBe("as it was left")
  await api().signIn(page.context(), "customer")
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("oidc.user:")) sessionStorage.removeItem(key)
  })
  await broughtBack()
  await seen(page.getByLabel("Write a message"))
  expect(await marked()).toBeUndefined()
})
