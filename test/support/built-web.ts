import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "vite"

const root = join(import.meta.dirname, "..", "..")

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Changes with every source that can end up in the app. */
const fingerprint = async (): Promise<string> => {
  const files = [...(await filesIn("web")), ...(await filesIn("schemas")), join(root, "package-lock.json")].sort()
  const hash = createHash("sha256")
  for (const file of files) hash.update(file).update(await readFile(file))
  return hash.digest("hex").slice(0, 16)
}

/**
 * The folder with the web app, built from the sources as they are. Built once per change; the rename makes it safe that
 * several test files ask at the same time.
 */
export const builtWeb = async (): Promise<string> => {
  const folder = join(tmpdir(), `ledgerdesk-web-${await fingerprint()}`)
  if (existsSync(folder)) return folder
  const staging = await mkdtemp(`${folder}-`)
  const config = join(root, "web", "vite.config.ts")
  await build({ configFile: config, logLevel: "warn", build: { outDir: staging, emptyOutDir: true } })
  await rename(staging, folder).catch(async (failure: unknown) => {
    await rm(staging, { recursive: true })
    if (!existsSync(folder)) throw failure
  })
  return folder
}
