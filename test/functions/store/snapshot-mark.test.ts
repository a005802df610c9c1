import { expect, test } from "vitest"
import { mark } from "#functions/store/snapshot-item"

const key = `${"a1".repeat(32)}~`
const request = `${key}0123456789abcdef`

test("the mark of a command under a key begins with the key's, and tells it from another request", () => {
  expect(mark(request).startsWith(mark(key))).toBe(true)
  const other = mark(`${key}fedcba9876543210`)
  expect(other.startsWith(mark(key))).toBe(true)
  expect(other).not.toBe(mark(request))
})

test.each([
  `${request}.0:mail-customer:record-notification`,
  `${request}.0:record-notification`,
  `${request}.0`,
  `${request}.0:route-tickets:route-ticket.0:notify-team:record-notification`,
])("what followed from it is another commit, and none of the key's: %s", (followed) => {
  expect(mark(followed)).not.toBe(mark(request))
  expect(mark(followed).startsWith(mark(key))).toBe(false)
})

test("every commit has a mark of its own", () => {
  const ids = ["a", "b", "a.0:notify-team:record-notification", "a.0:mail-customer:record-notification", key, request]
  expect(new Set(ids.map(mark)).size).toBe(ids.length)
  expect(ids.map(mark)).toEqual(ids.map(mark))
})
