import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { check, fileOf, kebab, type Verdict, type Versioned } from "#cli/docs/event-schemas/check"
import { Shape, shapeOf } from "#cli/docs/event-schemas/shape"
import { currentVersion } from "#core/engine/decode"
import { aggregates } from "#core/registry"

/** Every event's shape as the code has it, of every aggregate. */
export const codeShapes = (): Versioned[] =>
  aggregates.flatMap((of) =>
    Object.entries(of.events).map(([type, shape]) => ({
      category: of.category,
      type,
      v: currentVersion(of, type),
      shape: shapeOf(type, shape),
    })),
  )

const readPublished = (path: string): Versioned => {
  const shape = Shape.parse(JSON.parse(readFileSync(path, "utf8")))
  const type = String(shape.title)
  const [, name, v] = /^(.+)\.v(\d+)\.json$/.exec(basename(path)) ?? []
  if (name !== kebab(type)) throw new Error(`${path} holds ${type}: it should be called ${kebab(type)}.v<version>.json`)
  return { category: basename(dirname(path)), type, v: Number(v), shape }
}

/** Every published version of every event, a folder per category. */
export const publishedShapes = (folder: string): Versioned[] =>
  globSync(join(folder, "*", "*.json"))
    .sort()
    .map(readPublished)

/** Where the published shapes lie, from the root of the repository. */
export const publishedFolder = "schemas/published"

const write = (folder: string, each: Versioned): void => {
  mkdirSync(join(folder, each.category), { recursive: true })
  writeFileSync(join(folder, fileOf(each)), `${JSON.stringify(each.shape, null, 2)}\n`)
}

/** Writes what is new and good; nothing at all where something is refused. */
export const publish = (folder: string = publishedFolder, code: readonly Versioned[] = codeShapes()): Verdict => {
  const verdict = check(publishedShapes(folder), code)
  if (verdict.refused.length === 0) for (const each of verdict.unpublished) write(folder, each)
  return verdict
}
