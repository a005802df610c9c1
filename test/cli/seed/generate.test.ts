import { createHash } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { tickets } from "#cli/seed/generate"
import { products } from "#cli/seed/products"
import { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

const at = new Date("2026-01-02T03:04:05.000Z")
const five = tickets({ seed: 7, count: 500, at })
const distinct = (values: readonly unknown[]) => new Set(values).size

test("every generated ticket is a message that the intake accepts as it is", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (seed, count) => {
      const all = tickets({ seed, count, at })
      expect(all.map((ticket) => TicketSubmittedMessage.parse(ticket))).toEqual(all)
    }),
    { numRuns: 100 },
  )
})

test("the same seed gives the same tickets, and more of them begin with the same", () => {
  expect(tickets({ seed: "a", count: 40, at })).toEqual(tickets({ seed: "a", count: 50, at }).slice(0, 40))
})

test.each([
  { seed: "demo", sha256: "3b16ec588d89812ec929d389ea74c55edec395cbc78eaaa0762b0f2199a01183" },
  { seed: 7, sha256: "98666d49fd95f69457ac7584fe6ab773406a2b1bf82d8891954c4b20408ae5ba" },
])("the tickets of seed $seed are those that figures were measured with", ({ seed, sha256 }) => {
  const hash = createHash("sha256")
    .update(JSON.stringify(tickets({ seed, count: 500, at })))
    .digest("hex")
  const advice =
    "Other tickets than before. If their texts were meant to change, write the new hash here and redraw costs"
  expect(hash, `${advice} by \`npm run desk -- docs\``).toBe(sha256)
})

test("another seed gives other tickets", () => {
  const [one, other] = [tickets({ seed: 1, count: 200, at }), tickets({ seed: 2, count: 200, at })]
  expect(distinct([...one, ...other].map(({ ticketId }) => ticketId))).toBe(400)
})

test("only times change with the start", () => {
  const later = tickets({ seed: "a", count: 3, at: new Date("2026-05-01T00:00:00Z"), gapMs: 60_000 })
  expect(later.map(({ submittedAt }) => submittedAt)).toEqual([
    "2026-05-01T00:00:00.000Z",
    "2026-05-01T00:01:00.000Z",
    "2026-05-01T00:02:00.000Z",
  ])
  expect(later.map(({ data }) => data)).toEqual(tickets({ seed: "a", count: 3, at }).map(({ data }) => data))
})

test("tickets vary in everything", () => {
  expect(distinct(five.map(({ data }) => data.description))).toBeGreaterThanOrEqual(490)
  expect(distinct(five.map(({ data }) => data.subject))).toBeGreaterThanOrEqual(250)
  expect(distinct(five.map(({ data }) => data.product))).toBe(products().length)
  expect(distinct(five.map(({ data }) => `${data.product} ${data.issueType}`))).toBeGreaterThanOrEqual(90)
  expect(distinct(five.map(({ data }) => data.priority))).toBe(5)
})

test("some customers write again, under the same name and address", () => {
  const byAddress = Map.groupBy(five, ({ data }) => data.customer.email)
  const names = [...byAddress.values()].map((written) => distinct(written.map(({ data }) => data.customer.lastName)))
  expect(names.every((count) => count === 1)).toBe(true)
  expect(byAddress.size).toBeLessThan(five.length)
  expect(byAddress.size).toBeGreaterThan(200)
  const nameOf = ({ data: { customer } }: (typeof five)[number]) => `${customer.firstName} ${customer.lastName}`
  expect(distinct(five.map(nameOf))).toBe(byAddress.size)
})

test("addresses lead nowhere: they are of the domains that are reserved for examples (RFC 2606)", () => {
  for (const { data } of five) expect(data.customer.email).toMatch(/^[a-z]+\.[a-z]+\d+@example\.(com|org|net)$/)
})

test("descriptions are several sentences without a slot left open", () => {
  for (const { data } of five) {
    expect(data.description.length).toBeGreaterThan(60)
    expect(`${data.subject} ${data.description}`).not.toMatch(/[{}]|undefined/)
  }
})
