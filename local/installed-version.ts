import { readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"

const modules = join(import.meta.dirname, "..", "node_modules")
const Package = z.object({ version: z.string() })

/** The version of a package as it is installed here. Throws where it is not. */
export const installedVersion = (name: string): string =>
  Package.parse(JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"))).version
