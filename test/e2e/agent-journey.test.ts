import { expect, test } from "vitest"
import { TicketId } from "#schemas/id"
import { journeys } from "#test/support/journey"
import { gone, seen } from "#test/support/on-screen"

const { open, openAs, submitByKinesis } = journeys()

const subject = "Nobody in our company can sign in"
const ticketId = TicketId.parse("TKT-journey-1")

const submitted = () =>
  submitByKinesis({
    eventName: "TicketSubmitted",
    ticketId,
    submittedAt: new Date().toISOString(),
    data: {
      customer: { firstName: "Miguel", lastName: "Santos", email: "miguel@example.com" },
      product: "CloudDrive Pro",
      issueType: "Login",
      subject,
      description:
        "This is terrible: nobody can log in, all 40 of us are locked out and the whole business has stopped. Urgent!",
      priority: "CRITICAL",
    },
  })

test("a ticket from the stream comes to an agent's screen, is answered, and the customer is told", async () => {
  const page = await openAs("Ann Archer")
  await page.getByText("Live", { exact: true }).waitFor()
  await submitted()

  const row = page.getByRole("listitem").filter({ hasText: subject })
  await seen(row.getByText("Escalations"))
  await seen(row.getByText("Negative"))
  await seen(row.getByText("Draft"))

  await row.getByRole("link").click()
  const panel = page.getByRole("complementary", { name: "About the ticket" })
  await seen(panel.locator("figcaption").getByText("Negative"))
  await seen(panel.getByText("Judged by").last())
  await page.getByRole("button", { name: "Assign to me" }).click()
  await seen(panel.getByText("Ann Archer"))

  await page.getByRole("tab", { name: "Private note" }).click()
  await page.getByLabel("Write a note for your colleagues").fill("The directory is down")
  await page.getByRole("button", { name: "Add note" }).click()
  await seen(page.locator("li[data-kind=note]").getByText("The directory is down"))

  await page.getByRole("button", { name: "Approve and send" }).click()
  await seen(page.locator("li[data-kind=agent]"))
  await seen(page.getByText("The customer was notified by e-mail"))

  await page.getByRole("button", { name: "Change priority" }).click()
  await page.getByRole("dialog").getByLabel("Priority").selectOption("HIGH")
  await page.getByRole("dialog").getByRole("button", { name: "Change priority" }).click()
  await seen(panel.getByText("Set by an agent"))

  await page.getByRole("button", { name: "Resolve" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click()
  await seen(page.getByRole("button", { name: "Reopen" }))

  const outbox = await open("/dev/outbox")
  await seen(outbox.getByRole("listitem").filter({ hasText: "miguel@example.com" }))
  await seen(outbox.getByRole("listitem").filter({ hasText: "SNS notification" }).filter({ hasText: ticketId }))
})

test("a link to a ticket survives signing in, and signing out ends the session", async () => {
  const page = await openAs("Bob Baker", `/tickets/${ticketId}?tab=history`)
  await seen(page.getByRole("region", { name: "History" }).getByText("TicketSubmitted"))
  expect(new URL(page.url()).pathname).toBe(`/tickets/${ticketId}`)
  await page.getByRole("button", { name: "Sign out" }).click()
  await seen(page.getByRole("button", { name: "Sign in" }))
  await page.goto(new URL("/inbox", page.url()).href)
  await seen(page.getByRole("button", { name: "Sign in" }))
  await gone(page.getByText(subject))
})

test("what an agent left in a tab waits for the agent, and is gone when somebody else signs in", async () => {
  const page = await openAs("Bob Baker", `/tickets/${ticketId}`)
  const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }))
  const note = page.getByLabel("Write a note for your colleagues")
  const writeNote = async (text: string) => {
    await page.getByRole("tab", { name: "Private note" }).click()
    await note.fill(text)
    expect(await kept()).toContain(text)
  }
  const runOut = async () => {
    await page.context().clearCookies()
    await page.evaluate(() => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith("oidc.user:")) sessionStorage.removeItem(key)
    })
    await page.reload()
  }
  const signInAs = (name: string) => page.getByRole("button", { name }).click()

  await writeNote("Half a thought")
  await runOut()
  await signInAs("Bob Baker")
  await page.getByRole("tab", { name: "Private note" }).click()
  expect(await note.inputValue()).toBe("Half a thought")

  await runOut()
  await signInAs("Cora Customer")
  await seen(page.getByRole("heading", { name: "My tickets" }))
  expect(new URL(page.url()).pathname).toBe("/my-tickets")
  expect(await kept()).not.toContain("Half a thought")

  await page.getByRole("button", { name: "Sign out" }).click()
  await page.getByRole("button", { name: "Sign in" }).click()
  await signInAs("Bob Baker")
  await seen(page.getByRole("link", { name: "All active" }))
  await page.goto(new URL(`/tickets/${ticketId}`, page.url()).href)
  await writeNote("Another thought")
  await page.getByRole("button", { name: "Sign out" }).click()
  await seen(page.getByRole("button", { name: "Sign in" }))
  expect(await kept()).not.toContain("thought")
})

test("a token that the desk no longer takes is renewed without a question", async () => {
  const page = await openAs("Bob Baker", "/inbox")
  await seen(page.getByRole("link", { name: "All active" }))
  const inbox = page.url()
  // A page that is still open may ask by itself, and take the refusal away with it.
  await page.goto("about:blank")
  await page.route("**/api/me", (route) => route.fulfill({ status: 401, json: {} }), { times: 1 })
  const renewal = page.waitForRequest((request) => request.postData()?.includes("grant_type=refresh_token") ?? false)
  await page.goto(inbox)
  expect(new URL((await renewal).url()).pathname).toBe("/auth/token")
  await seen(page.getByRole("link", { name: "All active" }))
})
