import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { unpackSst } from "#cli/deploy/sst-platform"
import { Graph } from "#test/support/synth/graph"
import { root } from "#test/support/synth/place"

/** A stage that is never deployed: its name, and settings besides those that every stage must have. */
export type Variant = { stage: string; settings?: Readonly<Record<string, string>> }

const required = {
  LEDGERDESK_MAIL_FROM: "desk@ledgerdesk.example",
  LEDGERDESK_ALARM_EMAILS: "ops@ledgerdesk.example",
  // Three files in the shape of a build, so that no test waits for a real one.
  LEDGERDESK_WEB_FOLDER: "test/support/synth/web-build",
}

/** A stage without any part that can be left out. */
export const leftOut: Variant = { stage: "test", settings: { LEDGERDESK_WITHOUT: "analytics,ai,web" } }

/** A production with what only some have: a name of its own, and mail to people who sign up by SES. */
export const equipped: Variant = {
  stage: "production",
  settings: {
    LEDGERDESK_DOMAIN: "desk.ledgerdesk.example",
    LEDGERDESK_CERTIFICATE_ARN: "arn:aws:acm:us-east-1:123456789012:certificate/mine",
    LEDGERDESK_SIGN_IN_MAIL: "ses",
  },
}

/** Whatever the stacks are made of. */
const sources = [
  "{sst.config.ts,package-lock.json}",
  "{stacks,functions,schemas,core,projections,test/support/synth}/**/*.{ts,json}",
  "{web/*.ts,test/support/synth/web-build/**/*.*}",
]

const fingerprint = (): string => {
  const hash = createHash("sha256")
  for (const path of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
    hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest("hex").slice(0, 16)
}

const folder = join(root, ".sst", "synth")

const settingsOf = ({ settings = {} }: Variant) => ({ ...required, ...settings })

const named = (variant: Variant) =>
  createHash("sha256")
    .update(JSON.stringify([variant.stage, settingsOf(variant)]))
    .digest("hex")
    .slice(0, 12)

const inherited = () => Object.entries(process.env).filter(([name]) => !name.startsWith("LEDGERDESK_"))

/** Runs the stacks of a stage without AWS. Answers the file, or what was wrong. */
export const runSynth = (variant: Variant, file: string): { status: number | null; stderr: string } =>
  spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "test/support/synth/synth.ts"), variant.stage, file],
    { encoding: "utf8", timeout: 120_000, env: { ...Object.fromEntries(inherited()), ...settingsOf(variant) } },
  )

/** Longer than any run takes: whoever held the lock was killed. In milliseconds. */
const patience = 150_000
/** For how long a graph may be of use to somebody, in milliseconds. */
const kept = 3_600_000

const isOlder = (path: string, than: number) => {
  const made = statSync(path, { throwIfNoEntry: false })
  return made !== undefined && Date.now() - made.mtimeMs > than
}

const make = (variant: Variant, file: string) => {
  unpackSst()
  const { status, stderr } = runSynth(variant, `${file}.new`)
  if (status !== 0) throw new Error(`The stacks of ${variant.stage} do not run: ${stderr}`)
  renameSync(`${file}.new`, file)
  for (const old of globSync("*.json", { cwd: folder })) if (isOlder(join(folder, old), kept)) rmSync(join(folder, old))
}

/** Whether the lock is ours now. */
const taken = (lock: string): boolean => {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false
    throw error
  }
}

/** Test files run at the same time, in processes of their own. */
const alone = async (lock: string, work: () => void) => {
  while (!taken(lock)) {
    if (isOlder(lock, patience)) rmdirSync(lock)
    await wait(100)
  }
  try {
    work()
  } finally {
    rmdirSync(lock)
  }
}

/** Every resource that the stacks make on a stage. Made once for the same sources, by whichever test comes first. */
export const stacksOf = async (variant: Variant): Promise<Graph> => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${fingerprint()}-${named(variant)}.json`)
  if (!existsSync(file)) await alone(join(folder, "lock"), () => existsSync(file) || make(variant, file))
  return Graph.parse(JSON.parse(readFileSync(file, "utf8")))
}
