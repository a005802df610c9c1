import { existsSync } from "node:fs"
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

/**
 * The folder `dist/<name>`, made by `make` in a folder beside it and then moved there: once per name, also when several
 * processes ask at the same time, and never half. Throws what `make` throws.
 */
export const builtOnce = async (name: string, make: (folder: string) => Promise<void>): Promise<string> => {
  const builds = join(root, "dist")
  const folder = join(builds, name)
  if (existsSync(folder)) return folder
  await mkdir(builds, { recursive: true })
  const staging = await mkdtemp(`${folder}-`)
  await make(staging)
  await rename(staging, folder).catch(async (failure: unknown) => {
    await rm(staging, { recursive: true })
    if (!existsSync(folder)) throw failure
  })
  return folder
}
