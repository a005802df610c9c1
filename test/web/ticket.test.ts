import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { eventually } from "#test/support/eventually"
import { gone, seen } from "#test/support/on-screen"
import { browserTests } from "#test/support/web-page"

const { api, open } = browserTests()
const cora = { role: "customer" as const, id: "cus_1", name: "Cora Customer" }
const ann = { role: "agent" as const, id: "agt-ann", name: "Ann Archer" }

const ticket = (options: object = {}) => open("/tickets/TKT-1001", { as: "agent", ...options })
const types = async () => (await api().desk.load("TKT-1001")).map(({ type }) => type)
const last = async () => (await api().desk.load("TKT-1001")).at(-1)
const said = (page: Page, kind: string) => page.locator(`li[data-kind=${kind}]`)

test("customer, agent, private note and system rows look different", async () => {
  await api().desk.happen("TKT-1001", [{ type: "NoteAdded", data: { text: "Known bug" } }], { actor: ann })
  const reply = { type: "ReplyPosted", data: { from: "agent", text: "We look into it" } } as const
  await api().desk.happen("TKT-1001", [reply], { actor: ann })
  const page = await ticket()
  await seen(said(page, "note").getByText("Only agents see this"))
  const looks = ["customer", "agent", "note", "system"].map((kind) =>
    said(page, kind)
      .first()
      .locator("> *")
      .evaluate((element) => {
        const { backgroundColor, marginLeft, fontSize } = getComputedStyle(element)
        return [backgroundColor, marginLeft, fontSize].join()
      }),
  )
  expect(new Set(await Promise.all(looks)).size).toBe(4)
})

test("the side panel gives the priority with its reasoning and engine, and the sentiment with four scores", async () => {
  const page = await ticket()
  const panel = page.getByRole("complementary", { name: "About the ticket" })
  await seen(panel.getByText("stops from working make it high"))
  await seen(panel.getByText("Judged by anthropic.claude-sonnet"))
  expect(await panel.locator("figcaption").textContent()).toMatch(
    /Positive\s*1 %\s*Neutral\s*5 %\s*Mixed\s*8 %\s*Negative\s*86 %/,
  )
})

test("a drafted reply is sent with one click", async () => {
  const page = await ticket()
  await page.getByRole("button", { name: "Approve and send" }).click()
  await seen(said(page, "agent").getByText("thank you for telling us"))
  await gone(page.getByRole("region", { name: "Suggested reply" }))
  expect((await types()).slice(-2)).toEqual(["DraftApproved", "ReplyPosted"])
})

test("a drafted reply is edited before it is sent", async () => {
  const page = await ticket()
  await page.getByRole("button", { name: "Edit" }).click()
  await page.getByLabel("Edit the reply").fill("A better answer")
  await page.getByRole("button", { name: "Send edited reply" }).click()
  await seen(said(page, "agent").getByText("A better answer"))
})

test("the draft of a resolved ticket may be sent, but no longer asks for it in the list", async () => {
  await api().desk.happen("TKT-1001", [{ type: "TicketResolved", data: { outcome: "fixed" } }], { actor: ann })
  const list = await open("/inbox?status=resolved", { as: "agent" })
  const row = list.getByRole("listitem").filter({ hasText: "TKT-1001" })
  await seen(row)
  expect(await row.textContent()).not.toContain("Draft")
  const page = await ticket()
  await seen(page.getByText("Not sent: the ticket is resolved."))
  await page.getByRole("button", { name: "Approve and send" }).click()
  await seen(said(page, "agent").getByText("thank you for telling us"))
  expect((await types()).slice(-2)).toEqual(["DraftApproved", "ReplyPosted"])
})

test("a drafted reply is discarded", async () => {
  const page = await ticket()
  await page.getByRole("button", { name: "Discard" }).click()
  await gone(page.getByRole("region", { name: "Suggested reply" }))
  expect(await last()).toMatchObject({ type: "DraftDiscarded", actor: { name: "Ann Archer" } })
})

test("Ctrl+Enter sends a reply; a note stays among agents; unsent text survives a reload", async () => {
  const page = await ticket()
  await page.getByLabel("Write to Cora Customer").fill("Half a thought")
  await page.reload()
  await eventually(async () =>
    expect(await page.getByLabel("Write to Cora Customer").inputValue()).toBe("Half a thought"),
  )
  await page.getByLabel("Write to Cora Customer").press("Control+Enter")
  await seen(said(page, "agent").getByText("Half a thought"))
  await page.getByRole("tab", { name: "Private note" }).click()
  await page.getByLabel("Write a note for your colleagues").fill("Call her tomorrow")
  await page.getByRole("button", { name: "Add note" }).click()
  await seen(said(page, "note").getByText("Call her tomorrow"))
})

test("a ticket is taken, given away, moved and let go", async () => {
  const page = await ticket()
  const panel = page.getByRole("complementary", { name: "About the ticket" })
  await page.getByRole("button", { name: "Assign to me" }).click()
  await seen(panel.getByText("Ann Archer"))
  const assign = async (agent: string) => {
    await page.getByRole("button", { name: "Change assignee" }).click()
    await page.getByLabel("Who looks after it?").selectOption({ label: agent })
    await page.getByRole("button", { name: "Assign", exact: true }).click()
    await gone(page.getByRole("dialog"))
  }
  await assign("Bob Baker")
  await seen(panel.getByText("Bob Baker"))
  await assign("Nobody")
  await seen(panel.getByText("Nobody"))
})

test("the priority is changed with a reason", async () => {
  const page = await ticket()
  await page.getByRole("button", { name: "Change priority" }).click()
  const dialog = page.getByRole("dialog", { name: "Change the priority" })
  await dialog.getByLabel("Priority").selectOption("CRITICAL")
  await dialog.getByLabel("Reason (optional)").fill("She works from home")
  await dialog.getByRole("button", { name: "Change priority" }).click()
  await seen(page.getByText("Set by an agent"))
  await seen(said(page, "system").getByText("She works from home"))
})

test("paused, resumed, resolved, reopened: only what is possible is offered", async () => {
  const page = await ticket()
  const act = (name: string) => page.getByRole("group", { name: "Actions" }).getByRole("button", { name })
  const confirm = (name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true }).click()
  await gone(act("Resume"))
  await act("Pause").click()
  await confirm("Pause")
  await act("Resume").click()
  await gone(act("Resume"))
  await act("Resolve").click()
  await page.getByLabel("Outcome").selectOption("answered")
  await confirm("Resolve")
  await gone(act("Escalate"))
  await act("Reopen").click()
  await confirm("Reopen")
  await seen(act("Resolve"))
  expect((await types()).slice(-4)).toEqual(["TicketPaused", "TicketResumed", "TicketResolved", "TicketReopened"])
})

test("a message that was not read yet stops a decision and is shown", async () => {
  const page = await ticket()
  await page.getByRole("button", { name: "Resolve" }).click()
  api().desk.listeners.clear()
  const reply = { type: "ReplyPosted", data: { from: "customer", text: "It broke again!" } } as const
  await api().desk.happen("TKT-1001", [reply], { actor: cora })
  await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click()
  await seen(page.getByText("A message arrived while you were deciding"))
  await page.getByRole("button", { name: "Cancel" }).click()
  await seen(said(page, "customer").getByText("It broke again!"))
  expect(await types()).not.toContain("TicketResolved")
})

test("the platform's own bookkeeping does not stop a decision", async () => {
  const page = await ticket()
  await page.getByRole("button", { name: "Resolve" }).click()
  api().desk.listeners.clear()
  const told = { channel: "sns", audience: "team", about: "e1", messageId: "m1" } as const
  await api().desk.happen("TKT-1001", [{ type: "NotificationSent", data: told }])
  await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click()
  await gone(page.getByRole("dialog"))
  expect(await last()).toMatchObject({ type: "TicketResolved" })
})

test("a refused command says why and shows the ticket as it is now", async () => {
  const page = await ticket()
  await page.getByRole("button", { name: "Discard" }).waitFor()
  api().desk.listeners.clear()
  const draftId = (await api().desk.load("TKT-1001")).find(({ type }) => type === "ResponseDrafted")?.id ?? ""
  await api().desk.happen("TKT-1001", [{ type: "DraftDiscarded", data: { draftId } }], { actor: ann })
  await page.getByRole("button", { name: "Approve and send" }).click()
  await seen(page.getByRole("alert").filter({ hasText: /draft/i }))
  await gone(page.getByRole("button", { name: "Approve and send" }))
})

test("the history lists every event and shows the ticket as it was", async () => {
  const page = await ticket()
  await page.getByRole("tab", { name: "History" }).click()
  const history = page.getByRole("region", { name: "History" })
  await seen(history.getByText("TicketRouted"))
  await history.getByText("TicketSubmitted").click()
  await seen(history.getByText("corr-TKT-1001").first())
  await history.getByRole("link", { name: "as it was at version 1" }).click()
  await seen(page.getByText("as it was at version 1,"))
  await seen(page.getByText("Sentiment is not judged yet"))
  expect(await page.getByRole("button", { name: "Resolve" }).count()).toBe(0)
})

test("a ticket that does not exist says so", async () => {
  const page = await open("/tickets/TKT-nothing", { as: "agent" })
  await seen(page.getByRole("heading", { name: "There is no such ticket" }))
})
