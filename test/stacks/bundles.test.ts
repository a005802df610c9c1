import { readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { isBuiltin } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { firstAnswer, questionFor } from "#bench/first-answer"
import { table } from "#bench/report"
import { type Bundle, bundled, fileOf, unpack } from "#cli/deploy/bundle"
import { byPackage, heaviest, learntBytes, packageOf, sdkBytes } from "#cli/deploy/bundle-weight"
import { type FunctionName, functions } from "#functions/manifest"

/** Bytes, minified, without the AWS SDK and without what was learnt. */
const budget = 1024 * 1024
/** Bytes of what was learnt, at most: its own file and the letters of languages. */
const learntBudget = 2_600_000

const names = [...functions.keys()]
const bundles = new Map<FunctionName, Bundle>()

/** Outside the repository, where nothing but the bundle itself can be found. */
const folder = await mkdtemp(join(tmpdir(), "ledgerdesk-bundles-"))
afterAll(() => rm(folder, { recursive: true, force: true }))

beforeAll(async () => {
  const made = await bundled([...functions.values()].map(({ handler }) => fileOf(handler)))
  for (const [name, { handler }] of functions) {
    const bundle = made.get(fileOf(handler))
    if (bundle) bundles.set(name, bundle)
  }
})

const bundleOf = (name: FunctionName): Bundle => {
  const found = bundles.get(name)
  if (found) return found
  throw new Error(`${name} was not bundled`)
}

const own = ({ bytes, sources }: Bundle) => bytes - sdkBytes(sources) - learntBytes(sources)

const listed = () =>
  table(
    names.map((name) => ({
      function: name,
      KB: Math.round(own(bundleOf(name)) / 1024),
      "with AWS SDK": Math.round(bundleOf(name).bytes / 1024),
      heaviest: heaviest(bundleOf(name).sources, 3),
    })),
  )

test("every function is below 1 MB, minified and without the AWS SDK", () => {
  console.log(listed())
  const heavy = names.filter((name) => own(bundleOf(name)) > budget)
  expect(heavy, listed()).toEqual([])
})

test("what was learnt is in the two functions that judge, and no larger than it may be", () => {
  const judging = names.filter((name) => learntBytes(bundleOf(name).sources) > 0)
  expect(judging.sort()).toEqual(["detect-sentiment", "judge-by-rules"])
  for (const name of judging) expect(learntBytes(bundleOf(name).sources)).toBeLessThanOrEqual(learntBudget)
})

test.each(names)("%s exports its handler", (name) => {
  expect(bundleOf(name).exports).toContain("handler")
  expect([...bundleOf(name).files.keys()]).toContain("bundle.mjs")
})

const Package = z.object({ devDependencies: z.record(z.string(), z.string()) })
const { devDependencies } = Package.parse(JSON.parse(readFileSync("package.json", "utf8")))
const Locked = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().default(false) })) })
const { packages } = Locked.parse(JSON.parse(readFileSync("package-lock.json", "utf8")))

const product = ["functions", "core", "projections", "schemas"]

/** Neither our product nor one of the packages that it depends on: what development needs, or what nobody declared. */
const isStray = (source: string) => {
  const name = packageOf(source)
  if (!source.includes("node_modules/")) return !product.includes(name)
  const at = `node_modules/${name}`
  const path = source.slice(0, source.lastIndexOf(at) + at.length)
  return name in devDependencies || packages[path]?.dev !== false
}

test.each(names)("%s holds our product and its dependencies, nothing for development", (name) => {
  expect([...bundleOf(name).sources.keys()].filter(isStray)).toEqual([])
})

test.each(names)("%s leaves nothing to the runtime but Node's own modules", (name) => {
  expect(bundleOf(name).outside.filter((path) => !isBuiltin(path))).toEqual([])
})

test.each(names)(
  "%s holds no more of zod than it uses: import * as z, of which a bundler can leave out the rest",
  (name) => {
    const languages = [...bundleOf(name).sources.keys()].filter((source) => source.includes("zod/v4/locales/"))
    expect(languages.length).toBeLessThanOrEqual(1)
    expect(byPackage(bundleOf(name).sources).find(([from]) => from === "zod")?.[1] ?? 0).toBeLessThan(200 * 1024)
  },
)

/** The service of an IAM action, by the SDK's client for it. */
const services: Record<string, string> = {
  apigatewaymanagementapi: "execute-api",
  "bedrock-runtime": "bedrock",
  "cognito-identity-provider": "cognito-idp",
  eventbridge: "events",
  sesv2: "ses",
  sfn: "states",
}

test.each(names)("%s loads the clients of services that it may call, and of no others", (name) => {
  const may = Object.values<readonly string[]>(functions.get(name)?.may ?? {}).flat()
  const loaded = byPackage(bundleOf(name).atStart).flatMap(([from]) => from.match(/^@aws-sdk\/client-(.+)$/)?.[1] ?? [])
  const idle = loaded.filter((client) => !may.some((action) => action.startsWith(`${services[client] ?? client}:`)))
  expect(idle).toEqual([])
})

test.each(names)("%s starts from its bundle alone, with the environment of its line, and answers", async (name) => {
  const file = await unpack(bundleOf(name), join(folder, name))
  expect(await firstAnswer(file, questionFor(name))).toBeGreaterThan(0)
})
