import { expect, test } from "vitest"
import { deadLetter } from "#functions/messaging/dead-letter"

const refusal = (body: string) => ({
  reasons: [{ field: "ticketId", message: "must be …" }],
  source: { stream: "s" },
  body,
})

test("a dead letter is the refusal as JSON", () => {
  expect(JSON.parse(deadLetter(refusal('{"a":1}')))).toEqual(refusal('{"a":1}'))
})

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u

test.each([
  ["control characters", "\u0000\u0001\u001F"],
  ["noncharacters", "\uFFFE\uFFFF"],
  ["half a pair", "\uD83D"],
  ["an emoji", "😀"],
])("%s are sent so that SQS takes them and the reader gets them back", (_, body) => {
  const text = deadLetter(refusal(body))
  expect(text).toMatch(allowed)
  expect(JSON.parse(text).body).toBe(body)
})

test.each(["x", "\u0000", "€", "😀"])("a megabyte of %j is cut so that it fits", (letter) => {
  const text = deadLetter(refusal(letter.repeat(1024 * 1024)))
  expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024)
  expect(JSON.parse(text).body).toMatch(/…$/)
})
