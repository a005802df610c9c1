import { createHash } from "node:crypto"
import { existsSync, globSync, readFileSync } from "node:fs"
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")
const builds = join(root, "dist")

/** Changes with everything that can end up in the app. */
const fingerprint = (): string => {
  const files = globSync(["web/**/*.*", "schemas/**/*.ts", "package-lock.json"], { cwd: root }).sort()
  const digest = createHash("sha256")
  for (const file of files) digest.update(file).update(readFileSync(join(root, file)))
  return digest.digest("hex").slice(0, 16)
}

const buildInto = async (folder: string) => {
  await mkdir(builds, { recursive: true })
  const staging = await mkdtemp(`${folder}-`)
  // Loaded only here: hardly any start has something to build.
  const { build } = await import("vite")
  const configFile = join(root, "web", "vite.config.ts")
  await build({ configFile, logLevel: "warn", build: { outDir: staging, emptyOutDir: true } })
  await rename(staging, folder).catch(async (failure: unknown) => {
    await rm(staging, { recursive: true })
    if (!existsSync(folder)) throw failure
  })
}

/**
 * The folder with the web app, built from the sources as they are: once per change, also when several processes ask at
 * the same time. Throws where the build fails.
 */
export const builtWebApp = async (): Promise<string> => {
  const folder = join(builds, `web-${fingerprint()}`)
  if (existsSync(folder)) return folder
  console.log("Building the web app …")
  await buildInto(folder)
  return folder
}
