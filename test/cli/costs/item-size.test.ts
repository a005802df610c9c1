import { marshall } from "@aws-sdk/util-dynamodb"
import { expect, test } from "vitest"
import { itemSize } from "#cli/costs/item-size"

test.each([
  ["text is its UTF-8", { name: "für" }, 4 + 4],
  ["a number is a byte for two significant digits, and one", { n: 12300 }, 1 + 2 + 1],
  ["a negative number costs another byte", { n: -12 }, 1 + 1 + 1 + 1],
  ["binary is its bytes", { b: new Uint8Array(7) }, 1 + 7],
  ["true, false and null are one byte", { a: true, b: null }, 2 + 2],
  ["a list is 3 bytes, and one for every element", { l: [true, "xy"] }, 1 + 3 + (1 + 1) + (1 + 2)],
  ["a map is 3 bytes, and one for every element", { m: { key: "xy" } }, 1 + 3 + (1 + 3 + 2)],
])("%s", (_, item, bytes) => {
  expect(itemSize(marshall(item))).toBe(bytes)
})
