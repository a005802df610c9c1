import { expect, test } from "vitest"
import { eventually } from "#test/support/eventually"
import { journeys } from "#test/support/journey"
import { seen } from "#test/support/on-screen"

const { openAs } = journeys()

test("a customer asks, is answered, reopens, and after the end begins anew", async () => {
  const cora = await openAs("Cora Customer")
  await seen(cora.getByRole("heading", { name: "No tickets yet" }))
  await cora.getByRole("link", { name: "New ticket" }).first().click()
  await cora.getByRole("button", { name: "Submit ticket" }).click()
  await seen(cora.getByText("Give your ticket a subject."))
  await cora.getByLabel("Product").fill("Router X2")
  await cora.getByLabel("Kind of help").selectOption("Bug report")
  await cora.getByLabel("Subject").fill("The light blinks red")
  await cora.getByLabel("Description").fill("My router has been blinking red since Monday and I do not know why.")
  await cora.getByRole("button", { name: "Submit ticket" }).dblclick()
  await seen(cora.getByRole("heading", { name: "The light blinks red" }))
  const { pathname } = new URL(cora.url())

  const ada = await openAs("Ada Admin", pathname)
  await seen(ada.getByRole("region", { name: "Suggested reply" }))
  await ada.getByRole("tab", { name: "Private note" }).click()
  await ada.getByLabel("Write a note for your colleagues").fill("Third one this week")
  await ada.getByRole("button", { name: "Add note" }).click()
  await seen(ada.locator("li[data-kind=note]"))
  await ada.getByRole("tab", { name: "Reply" }).click()
  await ada.getByLabel("Write to Cora Customer").fill("Please hold the button for ten seconds.")
  await ada.getByLabel("Write to Cora Customer").press("Control+Enter")

  await seen(cora.getByText("Please hold the button for ten seconds."))
  expect(await cora.getByText("Third one this week").count()).toBe(0)
  expect(await cora.getByText("Suggested reply").count()).toBe(0)
  await cora.getByLabel("Write a message").fill("It still blinks.")
  await cora.getByRole("button", { name: "Send message" }).click()
  await seen(ada.locator("li[data-kind=customer]").getByText("It still blinks."))

  const finish = async (name: "Resolve" | "Close", confirm: string) => {
    await ada.getByRole("button", { name, exact: true }).click()
    await ada.getByRole("dialog").getByRole("button", { name: confirm }).click()
    await ada.getByRole("dialog").waitFor({ state: "detached" })
  }
  await finish("Resolve", "Resolve")
  await cora.getByRole("button", { name: "It is not solved" }).click()
  await cora.getByRole("dialog").getByRole("button", { name: "Reopen" }).click()
  await seen(cora.getByText("In progress"))

  await finish("Close", "Close ticket")
  await cora.getByLabel("Write a message").fill("It began again today.")
  await cora.getByRole("button", { name: "Send as a new ticket" }).click()
  await seen(cora.getByRole("link", { name: "your earlier ticket" }))
  expect(new URL(cora.url()).pathname).not.toBe(pathname)

  await cora.getByRole("link", { name: "My tickets" }).first().click()
  const list = cora.getByRole("list", { name: "My tickets" })
  await eventually(async () => expect(await list.getByRole("listitem").count()).toBe(2))
})
