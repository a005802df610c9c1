import { relative } from "node:path"
import { root, runSst } from "#cli/deploy/sst-platform"
import type { Order, World } from "#cli/deploy/stage/order"
import { builtWebApp } from "#local/web-build"

/** The stacks publish the app that was built from the sources as they are, unless the settings name another. */
const webFolder = async ({ settings, variables }: Order): Promise<Record<string, string>> => {
  if (settings.without.has("web") || variables.LEDGERDESK_WEB_FOLDER) return {}
  return { LEDGERDESK_WEB_FOLDER: relative(root, await builtWebApp()) }
}

/**
 * Runs one of SST's commands for a stage with the stage's variables. The stacks look for the web app whatever is done with
 * them. Throws one line where SST fails.
 */
export const sst = async (command: string, order: Order, { program }: World): Promise<void> => {
  const env = { ...order.variables, ...(await webFolder(order)) }
  await runSst({ args: [command, "--stage", order.settings.stage], env, ...(program && { program }) })
}
