import { readFileSync, writeFileSync } from "node:fs"
import { stampOf } from "#cli/docs/stamp"
import { readModels } from "#projections/registry"

/** Where the stamps are kept, so that no function has to read its own source. */
export const stampsFile = "projections/stamps.ts"

/** How rows lie in the table, whatever they hold. */
const encoding = "functions/views/view-item.ts"

const registry = "projections/registry.ts"

const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** The file that the registry has a read model from. */
const fileOf = (name: string): string => {
  const [, file] =
    new RegExp(`import {[^}]*\\b${camel(name)}\\b[^}]*} from "#([^"]+)"`).exec(readFileSync(registry, "utf8")) ?? []
  if (file) return `${file}.ts`
  throw new Error(
    `${registry} does not import ${camel(name)}: call the read model ${name} so, and import it from its file`,
  )
}

/** The stamp that every read model deserves, by its name. */
export const viewStamps = (): Record<string, string> =>
  Object.fromEntries(
    Object.keys(readModels).map((name) => [
      name,
      stampOf([fileOf(name), encoding], ["core", "projections", "schemas"]),
    ]),
  )

/** Puts the stamps into their file; true when one changed. */
export const writeViewStamps = (): boolean => {
  const before = readFileSync(stampsFile, "utf8")
  const lines = Object.entries(viewStamps()).map(
    ([name, stamp]) => `  ${JSON.stringify(name)}: ${JSON.stringify(stamp)},\n`,
  )
  const after = before.replace(
    /(const stamps[^{]*{\n)[^}]*(})/,
    (_, head: string, foot: string) => head + lines.join("") + foot,
  )
  writeFileSync(stampsFile, after)
  return after !== before
}
