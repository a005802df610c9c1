import { createHash } from "node:crypto"
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { builtOnce } from "#local/built-once"

const root = join(import.meta.dirname, "..")

/** Changes with everything that can end up in the app. */
const fingerprint = (): string => {
  const files = globSync(["web/**/*.*", "schemas/**/*.ts", "package-lock.json"], { cwd: root }).sort()
  const digest = createHash("sha256")
  for (const file of files) digest.update(file).update(readFileSync(join(root, file)))
  return digest.digest("hex").slice(0, 16)
}

const buildInto = async (outDir: string) => {
  console.log("Building the web app …")
  // Loaded only here: hardly any start has something to build.
  const { build } = await import("vite")
  const configFile = join(root, "web", "vite.config.ts")
  await build({ configFile, logLevel: "warn", build: { outDir, emptyOutDir: true } })
}

/** The folder with the web app, built from the sources as they are: once per change. Throws where the build fails. */
export const builtWebApp = (): Promise<string> => builtOnce(`web-${fingerprint()}`, buildInto)
