import { chmod, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { onTestFinished, vi } from "vitest"
import { z } from "zod"
import type { World } from "#cli/deploy/stage/order"
import type { Service } from "#local/service"
import { ssm } from "#local/ssm"
import { sts } from "#local/sts"
import { parameterOf, type StageDescription } from "#stacks/described"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const Call = z.object({ args: z.array(z.string()), env: z.record(z.string(), z.string()) })

/** Writes down how it was called, and ends with the given code. */
const fakeSst = (node: string, log: string, code: number) => `#!${node}
require("node:fs").writeFileSync(${JSON.stringify(log)}, JSON.stringify({ args: process.argv.slice(2), env: process.env }))
process.exit(${code})
`

export const required = "LEDGERDESK_MAIL_FROM=desk@example.com\nLEDGERDESK_ALARM_EMAILS=ops@example.com\n"

export const described = (stage: string, environment: Record<string, string> = {}): StageDescription => ({
  stage,
  region: "us-east-1",
  url: "https://desk.example.com",
  live: "wss://desk.example.com/api/live",
  issuer: "https://cognito-idp.us-east-1.amazonaws.com/pool",
  clientId: "client",
  prefix: `${stage}-`,
  key: "arn:aws:kms:us-east-1:000000000000:key/1",
  parts: ["ai"],
  environment,
})

export type Ordering = {
  /** Contents of `.env` and the like. */
  files?: Record<string, string>
  /** Stages that are there already, each with what it says of itself, in whatever version. */
  stages?: readonly (Omit<StageDescription, "parts"> & { parts: unknown })[]
  services?: readonly Service[]
  /** How SST ends. */
  code?: number
  /** What the person types. */
  types?: string
}

/** An AWS account with a folder of settings, and an SST that only writes down how it is called. */
export const orders = async ({ files = {}, stages = [], services = [], code = 0, types = "" }: Ordering) => {
  const before = { ...process.env }
  onTestFinished(() => {
    vi.unstubAllEnvs()
    for (const name of Object.keys(process.env)) delete process.env[name]
    Object.assign(process.env, before)
  })
  const parameters = Object.fromEntries(stages.map((each) => [parameterOf(each.stage), JSON.stringify(each)]))
  const aws = await localAws(
    sts(),
    ssm(() => parameters),
    ...services,
  )
  const folder = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const [program, log] = [join(folder, "sst.cjs"), join(folder, "called.json")]
  await writeFile(program, fakeSst(process.execPath, log, code))
  await chmod(program, 0o755)
  for (const name of Object.keys(process.env)) if (name.startsWith("LEDGERDESK_")) vi.stubEnv(name, undefined)
  const account = { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: "mine", AWS_SECRET_ACCESS_KEY: "secret" }
  for (const [name, value] of Object.entries(account)) vi.stubEnv(name, value)

  const said: string[] = []
  const asked: string[] = []
  const world: World = {
    folder,
    program,
    say: (line) => said.push(line),
    ask: async (question) => {
      asked.push(question)
      return types
    },
  }
  const called = async () => Call.parse(JSON.parse(await readFile(log, "utf8")))
  return { world, asked, said: () => said.join("\n"), called, sdk: aws }
}
