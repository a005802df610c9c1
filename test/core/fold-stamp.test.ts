import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { foldStamp } from "#core/ticket/fold-stamp"

/** What the state of a ticket, and a snapshot of it, is made by. Shapes come from what these import of schemas/. */
const roots = ["core/ticket/state.ts", "core/decider.ts", "core/snapshot.ts", "schemas/decode.ts"]

const sources = (path: string, seen = new Map<string, string>()): Map<string, string> => {
  if (seen.has(path)) return seen
  const text = readFileSync(path, "utf8")
  seen.set(path, text)
  for (const [, file] of text.matchAll(/from "#(schemas\/[^"]+)"/g)) sources(`${file}.ts`, seen)
  return seen
}

const stamp = (): string => {
  const all = roots.reduce((seen, root) => sources(root, seen), new Map<string, string>())
  const ordered = [...all].sort(([a], [b]) => a.localeCompare(b))
  return createHash("sha256").update(JSON.stringify(ordered)).digest("hex").slice(0, 16)
}

test("snapshots carry the stamp of the code that made them", () => {
  const advice = "The fold or a schema changed: put this stamp into core/ticket/fold-stamp.ts, so that old snapshots go"
  expect(foldStamp, advice).toBe(stamp())
})
