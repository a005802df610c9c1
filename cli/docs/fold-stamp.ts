import { readFileSync, writeFileSync } from "node:fs"
import { stampOf } from "#cli/docs/stamp"

/** Where the stamp is kept, so that no function has to read its own source. */
export const stampFile = "core/ticket/fold-stamp.ts"

/** What the state of a ticket, and a snapshot of it, is made by. Shapes come from what these import of schemas/. */
const roots = [
  "core/ticket/state.ts",
  "core/ticket/life.ts",
  "core/ticket/meanings.ts",
  "core/ticket/waits-as.ts",
  "core/engine/aggregate.ts",
  "core/engine/snapshot.ts",
  "core/engine/decode.ts",
]

/** The stamp that the code as it is deserves: 16 hexadecimal digits. */
export const stampOfSources = (): string => stampOf(roots, ["schemas"])

/** Puts the stamp into its file; true when it changed. */
export const writeStamp = (): boolean => {
  const before = readFileSync(stampFile, "utf8")
  const after = before.replace(/"[0-9a-f]{16}"/, `"${stampOfSources()}"`)
  writeFileSync(stampFile, after)
  return after !== before
}
