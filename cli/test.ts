import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { z } from "zod"
import { unpackSst } from "#cli/deploy/sst-platform"
import { emptyDatabase } from "#local/warehouse/empty-database"
import { builtWebApp } from "#local/web-build"

/** `npm test`: lint, types, the web build and every test, then one line that counts them. Arguments go to vitest. */

const bin = join(import.meta.dirname, "..", "node_modules", ".bin")
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
  NODE_OPTIONS: "--disable-warning=ExperimentalWarning",
}

const run = (command: string, args: string[]) =>
  spawnSync(join(bin, command), args, { stdio: "inherit", env, shell: process.platform === "win32" }).status === 0

type Count = { passed: number; failed: number; skipped: number }

const counted = (ok: boolean): Count => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

const check = (title: string, command: string, args: string[]): Count => {
  console.log(`\n— ${title}`)
  return counted(run(command, args))
}

const Report = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
})

/** A run that ended badly without a failed test (a file that did not load, an unhandled error) counts as one. */
const vitest = (args: string[]): Count => {
  console.log("\n— tests")
  const folder = mkdtempSync(join(tmpdir(), "ledgerdesk-test-"))
  const file = join(folder, "report.json")
  const ok = run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args])
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = Report.parse(JSON.parse(readFileSync(file, "utf8")))
  rmSync(folder, { recursive: true })
  const failed = report.numFailedTests || (ok && report.success ? 0 : 1)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
}

/** Something that the tests need: made before them, so that they do not all wait for the first who needs it. */
const prepared = async (title: string, make: () => unknown): Promise<Count> => {
  console.log(`\n— ${title}`)
  try {
    await make()
    return counted(true)
  } catch (error) {
    console.error(error)
    return counted(false)
  }
}

const whole = async () => [
  check("lint and formatting", "biome", ["ci", "--error-on-warnings", "."]),
  check("types", "tsc", ["--noEmit"]),
  await prepared("web app", builtWebApp),
  await prepared("infrastructure", unpackSst),
  await prepared("warehouse", emptyDatabase),
  check("types of the infrastructure", "tsc", ["--noEmit", "-p", "tsconfig.infra.json"]),
  vitest([]),
]

const args = process.argv.slice(2)
const counts = args.length > 0 ? [vitest(args)] : await whole()
const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0)
const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : ""
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}`)
process.exitCode = sum("failed") > 0 ? 1 : 0
