import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { installedVersion } from "#local/installed-version"

export const root = join(import.meta.dirname, "..", "..")
const modules = join(root, "node_modules")
const platform = join(root, ".sst", "platform")

/** What every call of SST needs: its own checks would download Pulumi first, and bun reads SST's lock file. */
const sstEnvironment = (): Record<string, string> => {
  const bun = join(modules, "bun", "bin", "bun.exe")
  return {
    SST_TELEMETRY_DISABLED: "1",
    ...(existsSync(bun) ? { SST_BUN_PATH: bun } : { SST_NO_BUN: "1" }),
  }
}

const sstProgram = join(modules, ".bin", process.platform === "win32" ? "sst.cmd" : "sst")

const unpacked = () => {
  const version = join(platform, "version")
  return (
    existsSync(version) &&
    existsSync(join(platform, "config.d.ts")) &&
    readFileSync(version, "utf8").trim() === installedVersion("sst")
  )
}

/** Settings that let SST read sst.config.ts; nothing is deployed with them. */
const placeholders = { LEDGERDESK_MAIL_FROM: "desk@example.com", LEDGERDESK_ALARM_EMAILS: "desk@example.com" }

/**
 * Unpacks SST's components and their types, which stacks/ are checked and tested against, out of the installed package to
 * .sst/platform; does nothing where that was done. Needs the package registry, but neither Pulumi nor an AWS account.
 * Throws where SST fails.
 */
export const unpackSst = (): void => {
  if (unpacked()) return
  console.error("Unpacking SST's components (once) ...")
  rmSync(platform, { recursive: true, force: true })
  const { status } = spawnSync(sstProgram, ["install", "--stage", "ci"], {
    cwd: root,
    stdio: ["ignore", 2, "inherit"],
    env: { ...process.env, ...placeholders, ...sstEnvironment(), SST_SKIP_DEPENDENCY_CHECK: "1" },
    shell: process.platform === "win32",
  })
  if (status !== 0 || !unpacked()) throw new Error("SST's components could not be unpacked: see above")
}

/** What SST is called with. `program` is the one of the lock file unless a test gives another. */
export type SstCall = { args: readonly string[]; env: Record<string, string | undefined>; program?: string }

/**
 * Runs SST in this terminal to its end. Ctrl-C is SST's to answer: it ends what it began in order. Throws one line where
 * it fails, after it has said why itself.
 */
export const runSst = async ({ args, env, program = sstProgram }: SstCall): Promise<void> => {
  const child = spawn(program, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...env, ...sstEnvironment() },
    shell: process.platform === "win32",
  })
  const wait = () => undefined
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, wait)
  try {
    const [code]: unknown[] = await once(child, "exit")
    if (code !== 0)
      throw new Error(`\`sst ${args.join(" ")}\` failed: see above, mend it, and run the same command again`)
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, wait)
  }
}
