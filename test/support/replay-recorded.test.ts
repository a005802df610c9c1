import { expect, test } from "vitest"
import { first } from "#cli/prove/history"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import { customer } from "#test/support/actors"
import { replayRecorded } from "#test/support/replay-recorded"

const recording = replayRecorded("test/recorded/a-paused-ticket.json")
const submission = first(recording.events, "TicketSubmitted", "the recording").data
const cora = { ...customer, id: submission.customer.id }

test("a recorded ticket goes on where it stopped: its customer's answer brings it back", () =>
  recording
    .when("post-reply", { text: "It works again" }, cora)
    .then(
      { type: "ReplyPosted", data: { text: "It works again", from: "customer" } },
      { type: "TicketResumed", data: { because: "customer-replied" } },
    ))

test("a recorded ticket can be taken back in time", () => {
  recording.until(1).when("approve-draft", { draftId: "none yet" }).rejected("draft-not-found")
  expect(recording.until(3).events).toHaveLength(3)
})

test("its rows do not depend on how its events arrive", async () => {
  expect(await recording.view(ticketInbox)).toMatchObject({ status: "pending", assignee: { name: "Ann Archer" } })
  expect(await recording.view(ticketPage)).toMatchObject({
    timeline: expect.arrayContaining([expect.objectContaining({ kind: "note" })]),
  })
})
