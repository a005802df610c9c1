import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parseEnv } from "node:util"

export type Variables = Record<string, string | undefined>

const root = join(import.meta.dirname, "..", "..", "..")

const fileOf = (folder: string, name: string): Variables => {
  const file = join(folder, name)
  return existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}
}

/**
 * The variables of a stage as SST 4.17.1 was seen to read them: `.env.<stage>` goes before the environment, and the
 * environment before `.env`. `folder` is where the files lie: the root of the repository unless given.
 */
export const stageVariables = (stage: string, folder = root): Variables => ({
  ...fileOf(folder, ".env"),
  ...process.env,
  ...fileOf(folder, `.env.${stage}`),
})
