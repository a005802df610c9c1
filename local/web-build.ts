import { join } from "node:path"
import { builtOnce } from "#local/built-once"
import { fingerprintOf } from "#local/fingerprint"

const root = join(import.meta.dirname, "..")

/** Everything that can end up in the app. */
const sources = ["web/**/*.*", "schemas/**/*.ts", "package-lock.json"]

const buildInto = async (outDir: string) => {
  console.log("Building the web app …")
  // Loaded only here: hardly any start has something to build.
  const { build } = await import("vite")
  const configFile = join(root, "web", "vite.config.ts")
  await build({ configFile, logLevel: "warn", build: { outDir, emptyOutDir: true } })
}

/** The folder with the web app, built from the sources as they are: once per change. Throws where the build fails. */
export const builtWebApp = (): Promise<string> => builtOnce(`web-${fingerprintOf(sources)}`, buildInto)
