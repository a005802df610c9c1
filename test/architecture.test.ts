import { globSync, readdirSync, readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { dirname, join } from "node:path/posix"
import { expect, test } from "vitest"

/** Who may import whom: our folders, and packages by name or scope. A folder missing from a list is out of reach. */
const reach: Record<string, readonly string[]> = {
  schemas: ["#schemas", "zod"],
  core: ["#core", "#schemas", "zod", "eld"],
  projections: ["#projections", "#core", "#schemas", "zod", "node:util"],
  functions: [
    ...["#functions", "#core", "#projections", "#schemas", "zod", "jose", "aws-lambda"],
    ...["@aws-sdk", "@smithy", "@middy", "@aws-lambda-powertools"],
  ],
  stacks: [
    ...["#stacks", "#schemas", "zod"],
    ...["registry", "stamps"].map((file) => `#projections/${file}`),
    ...["config", "files", "security-headers", "sign-in"].map((file) => `#web/${file}.ts`),
    ...["manifest", "resources", "spec", "triggers", "warehouse"].map((file) => `#functions/${file}`),
  ],
  web: [
    ...["#web", "#schemas", "zod", "react", "react-dom", "react-router", "react-oidc-context", "oidc-client-ts"],
    ...["@tanstack", "@vitejs", "@tailwindcss", "vite"],
  ],
}
/** Of these, types alone: what is named by them is made and kept elsewhere. */
const typesOnly: Record<string, readonly string[]> = { projections: ["@aws-sdk/client-dynamodb"] }
/** Folders whose code may use Node's own modules. `core` must stay free of clock, randomness and I/O. */
const onNode = ["functions", "stacks"]

const files = globSync("{schemas,core,projections,functions,web,stacks}/**/*.{ts,tsx}").map((path) => ({
  path,
  folder: path.split("/")[0] ?? "",
}))
const source = (path: string) => readFileSync(path, "utf8")
const imports = (text: string) =>
  [...text.matchAll(/\b(?:from\s+|import\s*\(?\s*)"([^"]+)"/g)].map(([, from]) => from ?? "")
/** The same without what is only named as a type. */
const withoutTypes = (folder: string, text: string) => {
  const open = typesOnly[folder] ?? []
  return text.replace(/^import type [^"]*"([^"]+)"/gm, (line, from) => (open.includes(from) ? "" : line))
}

const within = (from: string, allowed: string) => from === allowed || from.startsWith(`${allowed}/`)
const mayImport = (folder: string, path: string, from: string) =>
  reach[folder]?.some((allowed) => within(from, allowed)) ||
  (onNode.includes(folder) && isBuiltin(from)) ||
  (path.endsWith(".config.ts") && isBuiltin(from)) ||
  from.endsWith(".css") ||
  from.endsWith(".json")

test.each(files)("$path imports only what $folder may reach", ({ path, folder }) => {
  const strays = imports(withoutTypes(folder, source(path))).filter((from) => !mayImport(folder, path, from))
  expect(strays).toEqual([])
})

const pure = files.filter(({ folder }) => ["core", "schemas", "projections"].includes(folder))

test.each(pure)("$path reads no clock, no randomness and no environment", ({ path }) => {
  expect(source(path)).not.toMatch(/Date\.now|new Date\(\)|Math\.random|randomUUID|process\.env|\bfetch\(|console\./)
})

test("the rules hold without a single exemption comment", () => {
  const everywhere = globSync("{schemas,core,projections,functions,web,local,cli,bench,stacks,test}/**/*.{ts,tsx}", {
    exclude: ["**/node_modules/**"],
  })
  const exempt = everywhere.filter((path) =>
    /biome-ignore|@ts-(ignore|nocheck|expect-error)|\bas any\b/.test(source(path)),
  )
  expect(exempt.filter((path) => path !== "test/architecture.test.ts")).toEqual([])
})

test("nothing in the product imports the local cloud, the CLI or the tests", () => {
  const strays = files.filter(({ path }) =>
    imports(source(path)).some((from) => /^#(local|cli|bench|test)\//.test(from)),
  )
  expect(strays).toEqual([])
})

/** Who stands around the product, each with those that must not be reached from there. */
const around = Object.entries({ local: ["cli", "bench", "test"], cli: ["bench", "test"], bench: ["test"] }).flatMap(
  ([folder, closed]) =>
    globSync(`${folder}/**/*.{ts,tsx,mjs}`, { exclude: ["**/node_modules/**"] }).map((path) => ({
      path,
      closed: closed.map((each) => `#${each}`),
    })),
)

/** Files of `bench/` import by relative paths. */
const aliased = (path: string, from: string) => (from.startsWith(".") ? `#${join(dirname(path), from)}` : from)

test.each(around)("$path imports nothing of $closed", ({ path, closed }) => {
  const strays = imports(source(path)).filter((from) => closed.some((each) => within(aliased(path, from), each)))
  expect(strays).toEqual([])
})

/** A service of one file lies in `local/` itself, one of several in a folder that holds them all. */
test("no file of the local cloud lies beside the folder of its service", () => {
  const entries = readdirSync("local").map((name) => name.replace(/\.ts$/, ""))
  const ofServices = imports(source("local/services.ts")).map((from) => from.split("/")[1] ?? "")
  const own = entries.filter((name) => ofServices.includes(name) && !name.startsWith("service"))
  const same = (one: string, other: string) => one.replaceAll("-", "") === other.replaceAll("-", "")
  const beside = entries.filter((name, i) =>
    own.some((other) => i !== entries.indexOf(other) && (same(name, other) || name.startsWith(`${other}-`))),
  )
  expect(own).toContain("sqs")
  expect(beside).toEqual([])
})

test("half of the files are small", () => {
  const lengths = files.map(({ path }) => source(path).split("\n").length).sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(60)
})
