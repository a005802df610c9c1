import { globSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path/posix"
import { expect, test } from "vitest"

/** What is written but stands in no registry is dead, and nothing else would say so. */
const source = (path: string) => readFileSync(path, "utf8")

/** Files that make something of a kind, and the registry that each must have its line in. */
const kinds = [
  { what: "an aggregate", files: "core/*/*.ts", makes: /= aggregate\(/, registry: () => "core/registry.ts" },
  {
    what: "a read model",
    files: "projections/**/*.ts",
    makes: /^export const \w+(: ReadModel<[^>]+> =| = agenda\()/m,
    registry: () => "projections/registry.ts",
  },
  {
    what: "an event",
    files: "schemas/*/events/*.ts",
    makes: /^export const /m,
    registry: (file: string) => `${dirname(file)}.ts`,
  },
]

const alias = (path: string) => `"#${path.replace(/\.ts$/, "")}"`

const made = kinds.flatMap(({ what, files, makes, registry }) =>
  globSync(files)
    .filter((file) => makes.test(source(file)))
    .map((file) => ({ what, file, registry: registry(file) })),
)

test("there are some of every kind", () => {
  expect([...new Set(made.map(({ what }) => what))]).toEqual(kinds.map(({ what }) => what))
})

test.each(made)("$file, which makes $what, has its line in $registry", ({ what, file, registry }) => {
  const line = `${file} makes ${what} that nothing knows: give it its line in ${registry}`
  expect(source(registry).includes(alias(file)), line).toBe(true)
})

/** An aggregate's commands are listed in a file of its folder, whatever it is called. */
const listed = (file: string) => {
  const folder = dirname(dirname(file))
  return globSync(join(folder, "*.ts")).some((each) => source(each).includes(alias(file)))
}

test.each(globSync("core/*/commands/*.ts"))("%s is among the commands of its aggregate", (file) => {
  const line = `Nobody can send ${basename(file, ".ts")}: give it its line in the \`commands\` of ${dirname(dirname(file))}/`
  expect(listed(file), line).toBe(true)
})
