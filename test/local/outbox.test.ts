import { expect, test } from "vitest"
import { openOutbox, type Sent } from "#local/outbox"
import { openState } from "#local/state"
import { temporaryFolder } from "#test/support/temporary"

const message = (id: string): Sent => ({
  id,
  at: "2026-01-02T03:04:05.678Z",
  kind: "sns",
  to: "ledgerdesk-notifications",
  subject: "",
  text: id,
  attributes: {},
})

test("messages are listed newest first, as many as are asked for", async () => {
  const outbox = openOutbox(openState(await temporaryFolder()))
  for (const id of ["a", "b", "c"]) outbox.add(message(id))
  expect(outbox.list().map(({ id }) => id)).toEqual(["c", "b", "a"])
  expect(outbox.list(1)).toEqual([message("c")])
})

test("the same message twice is one, and all are there after a restart", async () => {
  const folder = await temporaryFolder()
  const first = openState(folder)
  const outbox = openOutbox(first)
  for (const id of ["a", "b", "a"]) outbox.add(message(id))
  first.close()
  expect(openOutbox(openState(folder)).list()).toEqual([message("b"), message("a")])
})
