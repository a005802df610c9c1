import { readFileSync, writeFileSync } from "node:fs"
import { withGeneratedParts } from "#cli/diagram"

/** The document whose diagram and table are drawn from the manifest. */
export const architecture = "docs/architecture.md"

/** Draws the generated parts again; true when something changed. */
export const drawDocs = (): boolean => {
  const before = readFileSync(architecture, "utf8")
  const after = withGeneratedParts(before)
  if (after === before) return false
  writeFileSync(architecture, after)
  return true
}
