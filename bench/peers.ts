import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Contender } from "./contender.ts"

const folder = import.meta.dirname
const stamp = join(folder, "node_modules", ".installed")
const wanted = () => readFileSync(join(folder, "package.json"), "utf8")
const installed = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted()

/** Their own AWS SDK is left away, so that everybody is measured on the project's. */
const options = ["install", "--no-save", "--no-package-lock", "--legacy-peer-deps", "--loglevel=error"]

const install = () => {
  console.error("Installing the peers of bench/package.json (once) ...")
  const { status } = spawnSync("npm", options, {
    cwd: folder,
    stdio: ["ignore", 2, "inherit"],
    shell: process.platform === "win32",
  })
  if (status !== 0) throw new Error("The peers could not be installed: see above, then run the same command again")
  writeFileSync(stamp, wanted())
}

/** The stores that we are measured against, which are installed when this is first called. */
export const peers = async (): Promise<Contender[]> => {
  if (!installed()) install()
  const [{ castore }, { equinox }] = await Promise.all([
    import("./contenders/castore.ts"),
    import("./contenders/equinox.ts"),
  ])
  return [castore, equinox]
}
