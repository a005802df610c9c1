import { expect, test } from "vitest"
import { seen } from "#test/support/on-screen"
import { browserTests } from "#test/support/web-page"

const { api, open } = browserTests()

test("who is not signed in sees the landing page, at whatever address", async () => {
  const page = await open("/tickets/TKT-1001")
  await seen(page.getByRole("button", { name: "Sign in" }))
  expect(new URL(page.url()).pathname).toBe("/tickets/TKT-1001")
  expect(api().requests.filter((request) => request.includes("/api/"))).toEqual([])
})

test("mails and notifications that were sent are listed without signing in", async () => {
  const at = new Date().toISOString()
  api().outbox.push({
    id: "1",
    at,
    kind: "email",
    to: "cora@example.com",
    subject: "Re: Router",
    text: "Dear Cora",
    attributes: {},
  })
  const page = await open("/dev/outbox")
  await seen(page.getByText("Dear Cora"))
  api().outbox.push({
    id: "2",
    at,
    kind: "sns",
    to: "topic",
    subject: "HIGH",
    text: "Routed",
    attributes: { team: "Escalations" },
  })
  await seen(page.getByText("Routed"))
})

test("a desk that does not answer says so", async () => {
  api().failures.set("GET /config.json", { status: 503, body: {} })
  const page = await open("/inbox")
  await seen(page.getByRole("heading", { name: "The desk cannot be reached" }))
})

/** A page, who sees it, and words that are there once it is loaded. */
const pages = [
  ["/inbox", "agent", "Charged twice"],
  ["/tickets/TKT-1001", "agent", "Suggested reply"],
  ["/tickets/TKT-1001?tab=details", "agent", "Responsible"],
  ["/tickets/TKT-1001?tab=history", "agent", "TicketRouted"],
  ["/tickets/TKT-1001?at=4", "agent", "as it was at version 4"],
  ["/my-tickets", "customer", "Router drops"],
  ["/tickets/TKT-1001", "customer", "since the update"],
  ["/tickets/new", "customer", "Kind of help"],
] as const

test.each(pages)("%s fits 360 pixels for the %s, and everything on it has a name", async (...[path, as, words]) => {
  const page = await open(path, { as, viewport: { width: 360, height: 740 } })
  await seen(page.getByText(words).first())
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  const tree = (await page.locator("body").ariaSnapshot()).split("\n")
  const nameless = /- (button|link|textbox|combobox|tab|searchbox)( \[[^\]]*\])*:?$/
  expect(tree.filter((line) => nameless.test(line))).toEqual([])
  expect(tree.filter((line) => /- heading .*level=1/.test(line))).toHaveLength(1)
})
