import { readFileSync, writeFileSync } from "node:fs"
import { withGeneratedParts } from "#cli/docs/diagram"

/** The document whose diagram and table are drawn from the manifest. */
export const architecture = "docs/architecture.md"

const drawn = async (path: string, draw: (document: string) => string | Promise<string>): Promise<string[]> => {
  const before = readFileSync(path, "utf8")
  const after = await draw(before)
  if (after === before) return []
  writeFileSync(path, after)
  return [path]
}

/** Draws every generated part of the documents again; returns those that changed. */
export const drawDocs = async (): Promise<string[]> => {
  // Imported only now: what it measures with takes a moment to load.
  const { costsGuide, withCosts } = await import("#cli/costs/guide")
  const { judgementGuide, withFigures } = await import("#cli/eval/guide")
  const { openapiFile, openapiText } = await import("#cli/docs/openapi")
  return [
    ...(await drawn(architecture, withGeneratedParts)),
    ...(await drawn(openapiFile, openapiText)),
    ...(await drawn(costsGuide, withCosts)),
    ...(await drawn(judgementGuide, withFigures)),
  ]
}
