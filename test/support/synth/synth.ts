import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { z } from "zod"
import { bundled } from "#test/support/synth/bundle"
import { startCliServer } from "#test/support/synth/cli-server"
import type { Recorded } from "#test/support/synth/graph"
import { lookedUp } from "#test/support/synth/look-ups"
import { platform, region, root } from "#test/support/synth/place"
import { created, type Inputs } from "#test/support/synth/provider"

/**
 * `node synth.ts <stage> <file>`: runs sst.config.ts with SST's real components and writes every resource to the file as
 * JSON. Nothing is asked of AWS: `provider.ts` stands for it, `cli-server.ts` for the SST program.
 */
const [stage = "", file = ""] = process.argv.slice(2)
if (!stage || !file) throw new Error("Say which stage, and the file to write")

type Asked = { type: string; name: string; inputs: Inputs; id?: string; custom?: boolean }
type Named = { getType: () => string; getName: () => string; getParent: () => string }
type Read = Named & { getDependenciesList: () => string[] }
type Properties = { entries: () => Iterable<[string, { getUrnsList: () => string[] }]> }
type Options = Read & {
  getPropertydependenciesMap: () => Properties
  getProtect: () => boolean
  getRetainondelete: () => boolean
  getIgnorechangesList: () => string[]
}
type Monitor = {
  registerResource(request: Options, answer: unknown): Promise<void>
  readResource(request: Read, answer: unknown): Promise<void>
  newUrn(parent: string, type: string, name: string): string
}
type Mocks = {
  newResource: (asked: Asked) => { id: string | undefined; state: Inputs }
  call: (asked: { token: string; inputs: Inputs }) => Inputs
}
type Pulumi = {
  runtime: {
    setMocks: (mocks: unknown, project: string, stack: string, preview: boolean) => Promise<void>
    runInPulumiStack: (run: () => Promise<unknown>) => Promise<unknown>
  }
  output: (value: unknown) => { promise: (withUnknowns: boolean) => Promise<unknown> }
}

const load = createRequire(join(platform, "package.json"))
const pulumi: Pulumi = load("@pulumi/pulumi")
const { MockMonitor }: { MockMonitor: new (mocks: Mocks) => Monitor } = load("@pulumi/pulumi/runtime/mocks")
const {
  setMockOptions,
}: { setMockOptions: (monitor: Monitor, project: string, stack: string, preview: boolean) => void } = load(
  "@pulumi/pulumi/runtime/settings",
)
const crypto: { randomBytes: (count: number) => Buffer } = load("node:crypto")

// SST puts random letters into names: the same ones every time, so that two runs can be compared.
crypto.randomBytes = (count) => Buffer.alloc(count, 7)

const resources: Recorded[] = []

const propertiesOf = (request: Options) =>
  Object.fromEntries(
    [...request.getPropertydependenciesMap().entries()].map(([property, on]) => [
      property,
      on.getUrnsList().toSorted(),
    ]),
  )

/** Pulumi's mocks do not say whose child a resource is, what it waits for, and whether it outlives the stage. */
class Recorder extends MockMonitor {
  pending: Omit<Recorded, "type" | "name" | "physical" | "custom" | "inputs"> | undefined
  placed(request: Read) {
    const parent = request.getParent()
    const urn = this.newUrn(parent, request.getType(), request.getName())
    return { urn, parent, dependencies: request.getDependenciesList().toSorted(), propertyDependencies: {} }
  }
  override readResource(request: Read, answer: unknown) {
    this.pending = this.placed(request)
    return super.readResource(request, answer)
  }
  override registerResource(request: Options, answer: unknown) {
    this.pending = {
      ...this.placed(request),
      propertyDependencies: propertiesOf(request),
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      ignoreChanges: request.getIgnorechangesList(),
    }
    return super.registerResource(request, answer)
  }
}

const newResource = (asked: Asked) => {
  const request = recorder.pending
  if (!request) throw new Error(`${asked.type} ${asked.name} was asked for without a request`)
  recorder.pending = undefined
  const { id, physical, state } = created(asked)
  const { type, name, inputs, custom = false } = asked
  resources.push({ type, name, physical, custom, ...request, inputs })
  return { id, state }
}

const recorder = new Recorder({ newResource, call: ({ token, inputs }) => lookedUp(token, inputs) })

const App = z.looseObject({ name: z.string(), removal: z.string(), protect: z.boolean() })
type Config = { app: (input: { stage: string }) => unknown; run: () => unknown }

const importing = async <Module>(address: string): Promise<Module> => import(`${address}?${process.pid}`)

/** The app of sst.config.ts, before anything runs. */
const readApp = async (scratch: string) => {
  const identity = join(scratch, "config.mjs")
  writeFileSync(identity, "export const $config = (config) => config;")
  const address = await bundled({
    code: `import config from "./sst.config.ts"; export default config;`,
    name: `${process.pid}-app`,
    define: { $input: "{}", $dev: "false" },
    inject: [identity],
    withGlobals: false,
  })
  const { default: config } = await importing<{ default: Config }>(address)
  return { ...App.parse(await config.app({ stage })), stage }
}

const runApp = async (app: Record<string, unknown> & { name: string }) => {
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, app.name, stage, false)
  setMockOptions(recorder, app.name, stage, false)
  const paths = { home: join(root, ".sst"), platform, root, work: join(root, ".sst", "synth") }
  const address = await bundled({
    code: `import { run } from ${JSON.stringify(join(platform, "src/auto/run.ts"))};
      import config from "./sst.config.ts"; export default () => run(config.run);`,
    name: `${process.pid}-run`,
    define: {
      $app: JSON.stringify(app),
      $cli: JSON.stringify({ command: "deploy", dev: false, paths, state: { version: {} } }),
      $dev: "false",
    },
    inject: [join(platform, "src/shim/run.js")],
    withGlobals: true,
  })
  const { default: run } = await importing<{ default: () => Promise<unknown> }>(address)
  return pulumi.output(await pulumi.runtime.runInPulumiStack(async () => run())).promise(true)
}

const before = (one: Recorded, other: Recorded) => (one.type + one.name < other.type + other.name ? -1 : 1)

const synth = async () => {
  const scratch = join(root, ".sst", "synth", String(process.pid))
  mkdirSync(scratch, { recursive: true })
  process.env.SST_SERVER = await startCliServer()
  Object.assign(process.env, {
    SST_AWS_REGION: region,
    AWS_REGION: region,
    PULUMI_NODEJS_PROJECT: "ledgerdesk",
    PULUMI_CONFIG: JSON.stringify({ "aws:region": region }),
  })
  try {
    const app = await readApp(scratch)
    return { app, outputs: await runApp(app) }
  } finally {
    rmSync(scratch, { recursive: true })
    for (const part of ["app", "run"]) rmSync(join(platform, `${process.pid}-${part}.mjs`), { force: true })
  }
}

let finished: Awaited<ReturnType<typeof synth>> | undefined
// Outputs go on to settle after the stack has run: what was registered is complete once nothing is left to do.
process.once("beforeExit", () => {
  if (!finished) throw new Error("sst.config.ts did not come to its end")
  writeFileSync(file, JSON.stringify({ ...finished, resources: resources.sort(before) }, null, 1))
})
finished = await synth()
