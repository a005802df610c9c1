import { globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { z } from "zod"
import { currentVersion, decode, decodePublished } from "#core/engine/decode"
import { aggregateOf, aggregates } from "#core/registry"
import { PublishedEvent, published, StoredCommit } from "#schemas/recorded"

/** Every version of every event that was ever stored. A file that is here is never edited: it lies in somebody's table. */
const files = globSync("test/golden/*/*.golden.json").sort()
const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"))

const kebab = (type: string) => type.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase()
const versions = aggregates.flatMap((of) =>
  Object.keys(of.events).flatMap((type) =>
    Array.from(
      { length: currentVersion(of, type) },
      (_, index) => `test/golden/${of.category}/${kebab(type)}.v${index + 1}.golden.json`,
    ),
  ),
)

/** A file's only event as it was stored, its commit's metadata, and what reads it. */
const opened = (file: string) => {
  const { events, ...metadata } = StoredCommit.parse(read(file))
  const [stored, ...rest] = events
  if (!stored || rest.length > 0) throw new Error(`${file} must hold a commit of exactly one event`)
  return { stored, metadata, of: aggregateOf(metadata.stream) }
}

test("there is one file for every version of every event", () => {
  const missing = versions.filter((file) => !files.includes(file))
  expect(missing, "Add a commit as it is stored, with one event that has every field, as each of these files").toEqual(
    [],
  )
  const strays = files.filter((file) => !versions.includes(file))
  expect(strays, "The code does not know the events of these files, which lie in somebody's table").toEqual([])
})

test.each(files)("%s decodes", (file) => {
  const { stored, metadata, of } = opened(file)
  const [event, ...rest] = decode(of, read(file))
  expect(rest).toEqual([])
  expect(event).toEqual({ ...metadata, ...stored, v: expect.any(Number), data: expect.anything() })
})

/** Nothing of the stored data may get lost in a decoder that knows the version. Upcasted ones look different. */
const current = files.filter((file) => {
  const { stored, of } = opened(file)
  return stored.v === currentVersion(of, stored.type)
})

test.each(current)("%s keeps all its fields", (file) => {
  const { stored, of } = opened(file)
  expect(decode(of, read(file))[0]?.data).toEqual(stored.data)
})

test.each(current)("%s has every field that its event knows", (file) => {
  const { stored, of } = opened(file)
  const shape = of.events[stored.type]
  if (!(shape instanceof z.ZodObject)) throw new Error(`${stored.type} has no fields of its own`)
  expect(Object.keys(Object(stored.data)).sort()).toEqual(Object.keys(shape.shape).sort())
})

test.each(files)("%s survives the bus", (file) => {
  const { of } = opened(file)
  const [event] = decode(of, read(file))
  if (!event) throw new Error(`${file} is empty`)
  const onTheBus: unknown = JSON.parse(JSON.stringify(published(event)))
  expect(decodePublished(of, PublishedEvent.parse(onTheBus))).toEqual(event)
})

const note = "test/golden/ticket/note-added.v1.golden.json"
const golden = (changes: object) => {
  const commit = StoredCommit.parse(read(note))
  return { ...commit, events: commit.events.map((event) => ({ ...event, ...changes })) }
}
const decodeNote = (changes: object) => decode(opened(note).of, golden(changes))

test("an event that nobody knows is refused by its name and place", () => {
  expect(() => decodeNote({ type: "TicketEaten" })).toThrow(
    /TKT-GOLDEN version 7 cannot be read: Unknown event type TicketEaten/,
  )
})
test("an event of another category is not known here", () => {
  expect(() => decodeNote({ type: "MacroArchived", data: {} })).toThrow("Unknown event type MacroArchived")
})
test("an event of the object prototype's names is no event", () => {
  expect(() => decodeNote({ type: "toString" })).toThrow("Unknown event type toString")
})
test("an event from the future asks for a deployment", () => {
  expect(() => decodeNote({ v: 2 })).toThrow(/NoteAdded v2 is newer than this code, which knows v1: deploy/)
})
test("an event with other data than it claims is refused", () => {
  expect(() => decodeNote({ data: { text: 7 } })).toThrow(/text/)
})
