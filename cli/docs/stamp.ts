import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"

type Folder = "core" | "projections" | "schemas"

/** What code says when something fails makes nothing that is kept. */
const without = "schemas/unreadable.ts"

const uncommented = (source: string) => source.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, "")

type Seen = Map<string, string>

const sources = (path: string, folders: readonly Folder[], seen: Seen): Seen => {
  if (seen.has(path) || path === without) return seen
  const text = readFileSync(path, "utf8")
  seen.set(path, uncommented(text))
  const imports = new RegExp(`from "#((?:${folders.join("|")})/[^"]+)"`, "g")
  for (const [, file] of text.matchAll(imports)) sources(`${file}.ts`, folders, seen)
  return seen
}

/** A hash over these files and all that they import from these folders, comments aside: 16 hexadecimal digits. */
export const stampOf = (roots: readonly string[], folders: readonly Folder[]): string => {
  const all = roots.reduce((seen, root) => sources(root, folders, seen), new Map<string, string>())
  const ordered = [...all].sort(([a], [b]) => a.localeCompare(b))
  return createHash("sha256").update(JSON.stringify(ordered)).digest("hex").slice(0, 16)
}
