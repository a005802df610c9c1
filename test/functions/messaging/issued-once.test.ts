import { describe, expect, test } from "vitest"
import { execute } from "#core/engine/execute"
import { ticket } from "#core/ticket/ticket"
import type { Issued, Issuer } from "#functions/messaging/issue"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { agent, system } from "#test/support/actors"
import { deskWith, last } from "#test/support/desk"
import { answered, felt } from "#test/support/facts"
import { classified, drafted, routed, submitted } from "#test/support/recorded"

const id = "TKT-1"
const at = "2026-01-02T03:04:05.000Z"
const told = (audience: "team" | "customer", about: string): Issued => ({
  id,
  name: "record-notification",
  input: { channel: audience === "team" ? "sns" : "email", audience, about, messageId: `m-${audience}` },
})

test("two consumers that record something about one event both leave their record", async () => {
  const { issue, events } = await deskWith(submitted, routed)
  const cause = await last(events)
  expect(await issue(told("team", cause.id), cause, "notify-team")).toBe(3)
  expect(await issue(told("customer", cause.id), cause, "mail-customer")).toBe(4)
  expect((await events()).slice(2)).toMatchObject([
    { commitId: `${cause.id}:notify-team:record-notification`, data: { audience: "team" } },
    { commitId: `${cause.id}:mail-customer:record-notification`, data: { audience: "customer" } },
  ])
})

const scores = { mixed: 0, negative: 0, neutral: 1, positive: 0 }

/** Who did what before a commit's id carried the consumer's name, what they left, and what they would say today. */
const before: [Issuer, Fact, Omit<Issued, "id">][] = [
  ["route-tickets", routed, { name: "route-ticket", input: { team: "Another Team", reason: "Because" } }],
  [
    "notify-team",
    { type: "NotificationSent", data: { channel: "sns", audience: "team", about: "begin.0", messageId: "m-1" } },
    told("team", "another"),
  ],
  [
    "mail-customer",
    { type: "NotificationSent", data: { channel: "email", audience: "customer", about: "begin.0", messageId: "m-1" } },
    told("customer", "another"),
  ],
  ["triage", felt, { name: "record-sentiment", input: { sentiment: "NEUTRAL", scores, engine: "rules" } }],
  [
    "triage",
    classified,
    { name: "classify-ticket", input: { priority: "LOW", reasoning: "So", category: "bug", engine: "rules" } },
  ],
  ["triage", drafted, { name: "draft-response", input: { text: "Another.", engine: "rules" } }],
]

describe.each(["without", "with"])("%s a snapshot since", (snapshot) => {
  test.each(before)("what %s did under the former id is not done again: %j", async (by, left, command) => {
    const { store, issue, events } = await deskWith(submitted)
    const cause = await last(events)
    const former = { commitId: `${cause.id}:${command.name}`, at, actor: system, correlationId: "corr-1" }
    await store.append(ticket, { ...former, id, expected: 1, facts: [left] })
    await store.append(ticket, { ...former, commitId: "later", id, expected: 2, facts: [answered] })
    if (snapshot === "with") await store.snapshot(ticket, id)
    expect(await issue({ ...command, id }, cause, by)).toBe(2)
    expect(await events()).toHaveLength(3)
  })
})

test("a former id answers for those who used it, and for nobody who came later", async () => {
  const { store, issue, events } = await deskWith(submitted)
  const cause = await last(events)
  const former = { commitId: `${cause.id}:record-notification`, at, actor: system, correlationId: "corr-1" }
  await store.append(ticket, { ...former, id, expected: 1, facts: [routed] })
  expect(await issue(told("team", cause.id), cause, "keep-agenda")).toBe(3)
})

describe("what follows from a command under a sender's key", () => {
  const key = `${"a1".repeat(32)}~`
  const context = { commitId: `${key}0123456789abcdef`, key, at, actor: agent, correlationId: "corr-1" }
  const reply = { id, name: "post-reply", input: { text: "Try again." }, context } as const

  /** A reply under a key, and a snapshot before the customer's mail is recorded. */
  const replied = async () => {
    const parts = await deskWith(submitted, ...Array<Fact>(15).fill({ type: "NoteAdded", data: { text: "n" } }))
    expect(await execute(parts.desk, ticket, reply)).toBe(17)
    await parts.store.snapshot(ticket, id)
    return { ...parts, cause: await last(parts.events) }
  }

  test("is done all the same where there was a snapshot between both", async () => {
    const { issue, events, cause } = await replied()
    expect(await issue(told("customer", cause.id), cause, "mail-customer")).toBe(18)
    expect(await last(events)).toMatchObject({
      type: "NotificationSent",
      commitId: `${key}0123456789abcdef.0:mail-customer:record-notification`,
    })
  })
  test("is done once, and the command is answered with its own version, whatever snapshots there were", async () => {
    const { desk, store, issue, events, cause } = await replied()
    await issue(told("customer", cause.id), cause, "mail-customer")
    await store.snapshot(ticket, id)
    expect(await issue(told("customer", "another"), cause, "mail-customer")).toBe(18)
    expect(await execute(desk, ticket, reply)).toBe(17)
    expect(await events()).toHaveLength(18)
  })
  test("leaves the key its sender's: another request under it is refused", async () => {
    const { desk, store, issue, cause } = await replied()
    await issue(told("customer", cause.id), cause, "mail-customer")
    await store.snapshot(ticket, id)
    const other = { ...reply, input: { text: "Other" }, context: { ...context, commitId: `${key}fedcba9876543210` } }
    await expect(execute(desk, ticket, other)).rejects.toThrow(expect.objectContaining({ name: "KeyReused" }))
  })
})
