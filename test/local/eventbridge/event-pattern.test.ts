import { describe, expect, test } from "vitest"
import { matches, validate } from "#local/eventbridge/event-pattern"

const event = {
  source: "ledgerdesk",
  "detail-type": "TicketRouted",
  resources: ["TKT-1", "TKT-2"],
  detail: {
    version: 3,
    urgent: true,
    assignee: null,
    path: "dir/sub/file.png",
    address: "10.0.0.17",
    v6: "2001:db8::1",
    tags: [],
    customer: { name: "Ada" },
    lines: [
      { sku: "a", count: 1 },
      { sku: "b", count: 9 },
    ],
  },
}

const inDetail = (field: string, ...rules: unknown[]) => ({ detail: { [field]: rules } })

describe("a pattern matches", () => {
  test.each([
    ["a value that it lists", { source: ["other", "ledgerdesk"] }],
    ["a number, a boolean and null", { detail: { version: [3], urgent: [true], assignee: [null] } }],
    ["an array that holds one of its values", { resources: ["TKT-2"] }],
    ["all fields at once", { source: ["ledgerdesk"], detail: { version: [3], customer: { name: ["Ada"] } } }],
    ["an object in an array", { detail: { lines: { sku: ["b"], count: [9] } } }],
    ["a beginning", { source: [{ prefix: "ledger" }] }],
    ["a beginning in any case", { source: [{ prefix: { "equals-ignore-case": "LEDGER" } }] }],
    ["an end", inDetail("path", { suffix: ".png" })],
    ["an end in any case", inDetail("path", { suffix: { "equals-ignore-case": ".PNG" } })],
    ["a text in any case", { source: [{ "equals-ignore-case": "LedgerDesk" }] }],
    ["a wildcard", inDetail("path", { wildcard: "dir/*/*.png" })],
    ["anything but some values", { source: [{ "anything-but": ["a", "b"] }] }],
    ["anything but a beginning", { source: [{ "anything-but": { prefix: "integration." } }] }],
    ["anything but a beginning, of what is no text", inDetail("version", { "anything-but": { prefix: "3" } })],
    ["anything but a value, of null", inDetail("assignee", { "anything-but": "x" })],
    ["a number in a range", inDetail("version", { numeric: [">", 2, "<=", 3] })],
    ["an equal number", inDetail("version", { numeric: ["=", 3] })],
    ["an address in a block", inDetail("address", { cidr: "10.0.0.0/24" })],
    ["an address of IP version 6", inDetail("v6", { cidr: "2001:db8::/32" })],
    ["what is there, though it be null", inDetail("assignee", { exists: true })],
    ["what is not there", { detail: { nowhere: [{ exists: false }], no: { where: [{ exists: false }] } } }],
    ["an empty array as nothing", inDetail("tags", { exists: false })],
    [
      "one of two alternatives",
      { source: ["ledgerdesk"], $or: [{ detail: { version: [9] } }, { resources: ["TKT-1"] }] },
    ],
    ["one of several rules", inDetail("version", { numeric: ["<", 0] }, 3)],
  ])("%s", (_, pattern) => {
    expect(validate(pattern)).toEqual([])
    expect(matches(pattern, event)).toBe(true)
  })
})

describe("a pattern does not match", () => {
  test.each([
    ["another value", { source: ["Ledgerdesk"] }],
    ["a number as text", inDetail("version", "3")],
    ["a missing field", inDetail("nowhere", "x")],
    ["when one of its fields does not", { source: ["ledgerdesk"], resources: ["TKT-3"] }],
    ["values of two different objects in an array", { detail: { lines: { sku: ["a"], count: [9] } } }],
    ["another beginning", { source: [{ prefix: "desk" }] }],
    ["a number by a beginning", inDetail("version", { prefix: "3" })],
    ["a wildcard in part", inDetail("path", { wildcard: "sub/*" })],
    ["anything but its only value", { source: [{ "anything-but": "ledgerdesk" }] }],
    ["anything but a value, of what is not there", inDetail("nowhere", { "anything-but": "x" })],
    ["anything but a value in any case", { source: [{ "anything-but": { "equals-ignore-case": "LEDGERDESK" } }] }],
    ["a number outside a range", inDetail("version", { numeric: [">", 3, "<", 5] })],
    ["a text by a number", inDetail("path", { numeric: [">", 0] })],
    ["an address outside a block", inDetail("address", { cidr: "10.0.1.0/24" })],
    ["what is no address", inDetail("path", { cidr: "10.0.0.0/8" })],
    ["an object, which is no value", inDetail("customer", { exists: true })],
    ["neither of two alternatives", { $or: [{ source: ["a"] }, { source: ["b"] }] }],
  ])("%s", (_, pattern) => {
    expect(validate(pattern)).toEqual([])
    expect(matches(pattern, event)).toBe(false)
  })
})

test("a star may be meant as itself", () => {
  expect(matches({ a: [{ wildcard: String.raw`5 \* *` }] }, { a: "5 * 3" })).toBe(true)
  expect(matches({ a: [{ wildcard: String.raw`5 \* *` }] }, { a: "5 x 3" })).toBe(false)
})

describe("a mistake is told with its path", () => {
  test.each([
    ["no object", 42, "$: must be an object or an array"],
    ["an empty object", { detail: {} }, "$.detail: Empty objects are not allowed"],
    ["an empty array", { source: [] }, "$.source: Empty arrays are not allowed"],
    ["a bare value", { source: "a" }, "$.source: must be an object or an array"],
    ["an unknown operator", { a: [{ Prefix: "a" }] }, "$.a[0]: Unrecognized match type Prefix"],
    [
      "two operators at once",
      { a: [{ prefix: "a", suffix: "b" }] },
      "$.a[0]: must be a value, or an object with one operator",
    ],
    ["a range that is none", { a: [{ numeric: [">", 0, ">", 5] }] }, "$.a[0].numeric: is not what the operator takes"],
    ["two wildcards in a row", { a: [{ wildcard: "a**" }] }, "$.a[0].wildcard: is not what the operator takes"],
    ["a block that is none", { a: [{ cidr: "10.0.0.0/33" }] }, "$.a[0].cidr: is not what the operator takes"],
    [
      "an empty beginning to avoid",
      { a: [{ "anything-but": { prefix: "" } }] },
      "$.a[0].anything-but: is not what the operator takes",
    ],
    ["one alternative", { $or: [{ a: ["b"] }] }, "$.$or: needs two or more alternatives"],
  ])("%s", (_, pattern, mistake) => {
    expect(validate(pattern)).toEqual([mistake])
    expect(() => matches(pattern, event)).toThrow(mistake)
  })
})
