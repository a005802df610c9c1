import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"

/** Where the stamp is kept, so that no function has to read its own source. */
export const stampFile = "core/ticket/fold-stamp.ts"

/** What the state of a ticket, and a snapshot of it, is made by. Shapes come from what these import of schemas/. */
const roots = [
  "core/ticket/state.ts",
  "core/ticket/life.ts",
  "core/ticket/waits-as.ts",
  "core/engine/aggregate.ts",
  "core/engine/snapshot.ts",
  "core/engine/decode.ts",
]

/** What it says when something fails makes no state. */
const without = "schemas/unreadable.ts"

const uncommented = (source: string) => source.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, "")

const sources = (path: string, seen: Map<string, string>): Map<string, string> => {
  if (seen.has(path) || path === without) return seen
  const text = readFileSync(path, "utf8")
  seen.set(path, uncommented(text))
  for (const [, file] of text.matchAll(/from "#(schemas\/[^"]+)"/g)) sources(`${file}.ts`, seen)
  return seen
}

/** The stamp that the code as it is deserves: 16 hexadecimal digits. */
export const stampOfSources = (): string => {
  const all = roots.reduce((seen, root) => sources(root, seen), new Map<string, string>())
  const ordered = [...all].sort(([a], [b]) => a.localeCompare(b))
  return createHash("sha256").update(JSON.stringify(ordered)).digest("hex").slice(0, 16)
}

/** Puts the stamp into its file; true when it changed. */
export const writeStamp = (): boolean => {
  const before = readFileSync(stampFile, "utf8")
  const after = before.replace(/"[0-9a-f]{16}"/, `"${stampOfSources()}"`)
  writeFileSync(stampFile, after)
  return after !== before
}
