import { globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { z } from "zod"
import { currentVersion, decode, decodePublished } from "#core/engine/decode"
import { StoredCommit } from "#schemas/recorded"
import { type EventType, events } from "#schemas/ticket/events"

/** Every version of every event that was ever stored. A file that is here is never edited: it lies in somebody's table. */
const files = globSync("test/golden/*.golden.json").sort()
const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"))
const types = Object.keys(events) as EventType[]
const EventName = z.enum(types)

const kebab = (type: string) => type.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase()
const versions = types.flatMap((type) =>
  Array.from({ length: currentVersion(type) }, (_, index) => `test/golden/${kebab(type)}.v${index + 1}.golden.json`),
)

test("there is one file for every version of every event", () => {
  expect(files).toEqual(versions.sort())
})

test.each(files)("%s decodes", (file) => {
  const { events: stored, ...metadata } = StoredCommit.parse(read(file))
  const [event, ...rest] = decode(read(file))
  expect(rest).toEqual([])
  expect(event).toEqual({ ...metadata, ...stored[0], v: expect.any(Number), data: expect.anything() })
})

/** Nothing of the stored data may get lost in a decoder that knows the version. Upcasted ones look different. */
const current = files.filter((file) => {
  const [stored] = StoredCommit.parse(read(file)).events
  return stored && stored.v === currentVersion(EventName.parse(stored.type))
})

test.each(current)("%s keeps all its fields", (file) => {
  expect(decode(read(file))[0]?.data).toEqual(StoredCommit.parse(read(file)).events[0]?.data)
})

test.each(current)("%s has every field that its event knows", (file) => {
  const [stored] = StoredCommit.parse(read(file)).events
  const type = EventName.parse(stored?.type)
  expect(Object.keys(Object(stored?.data)).sort()).toEqual(Object.keys(events[type].shape).sort())
})

test.each(files)("%s survives the bus", (file) => {
  const [event] = decode(read(file))
  expect(decodePublished(JSON.parse(JSON.stringify(event)))).toEqual(event)
})

const golden = (changes: object) => {
  const commit = StoredCommit.parse(read("test/golden/note-added.v1.golden.json"))
  return { ...commit, events: commit.events.map((event) => ({ ...event, ...changes })) }
}

test("an event that nobody knows is refused by its name and place", () => {
  expect(() => decode(golden({ type: "TicketEaten" }))).toThrow(
    /TKT-GOLDEN version 7 cannot be read: Unknown event type TicketEaten/,
  )
})
test("an event of the object prototype's names is no event", () => {
  expect(() => decode(golden({ type: "toString" }))).toThrow("Unknown event type toString")
})
test("an event from the future asks for a deployment", () => {
  expect(() => decode(golden({ v: 2 }))).toThrow(/NoteAdded v2 is newer than this code, which knows v1: deploy/)
})
test("an event with other data than it claims is refused", () => {
  expect(() => decode(golden({ data: { text: 7 } }))).toThrow(/text/)
})
