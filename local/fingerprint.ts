import { createHash } from "node:crypto"
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

/** Changes with the names and contents of all files that these patterns find from the project's root: 16 hexadecimal digits. */
export const fingerprintOf = (patterns: readonly string[]): string => {
  const digest = createHash("sha256")
  for (const file of globSync(patterns, { cwd: root }).sort())
    digest.update(file).update(readFileSync(join(root, file)))
  return digest.digest("hex").slice(0, 16)
}
