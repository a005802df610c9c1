import { existsSync, globSync, statSync } from "node:fs"
import { join } from "node:path"
import type { Settings } from "#stacks/settings"

/** Paths of the files from `folder`, with slashes. */
export type WebBuild = { folder: string; files: string[] }

/** The built web app, as far as the stage has one. Throws where it should and is not built. */
export const webBuild = (root: string, { webFolder, without }: Settings): WebBuild | undefined => {
  if (without.has("web")) return undefined
  const folder = join(root, webFolder)
  if (!existsSync(join(folder, "index.html")))
    throw new Error(
      `The web app is not built: ${webFolder} has no index.html. Run \`npx vite build web\`, name another folder in LEDGERDESK_WEB_FOLDER, or leave the app out with LEDGERDESK_WITHOUT=web`,
    )
  const files = globSync("**", { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile())
  return { folder, files: files.map((path) => path.replaceAll("\\", "/")).sort() }
}
