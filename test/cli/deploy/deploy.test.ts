import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { expect, test, vi } from "vitest"
import { deploy } from "#cli/deploy/deploy"
import { limit } from "#test/support/patience"
import { described, orders, required } from "#test/support/stage-orders"

const bare = `${required}LEDGERDESK_WITHOUT=analytics,web\n`

test("a stage is deployed with its own settings, and what comes next is said", async () => {
  const files = { ".env": bare, ".env.ann": "LEDGERDESK_REGION=eu-central-1\n" }
  const { world, said, called, asked } = await orders({ files, stages: [described("ann")] })
  await deploy({ stage: "ann" }, world)
  const { args, env } = await called()
  expect(args).toEqual(["deploy", "--stage", "ann"])
  expect(env).toMatchObject({
    ...{ LEDGERDESK_REGION: "eu-central-1", AWS_REGION: "eu-central-1", LEDGERDESK_MAIL_FROM: "desk@example.com" },
    SST_TELEMETRY_DISABLED: "1",
  })
  expect(env.SST_SKIP_DEPENDENCY_CHECK).toBeUndefined()
  expect(said()).toContain("Stage ann (personal) in account 000000000000, region eu-central-1, as arn:aws:iam::")
  expect(said()).toContain("Left out: analytics, web")
  expect(said()).toContain("The API is at https://desk.example.com")
  expect(said()).toContain("npm run prove -- --stage ann")
  expect(asked).toEqual([])
})

test("the web app is built first, and named to the stacks", async () => {
  const { world, called } = await orders({ files: { ".env": required }, stages: [described("ann")] })
  await deploy({ stage: "ann" }, world)
  const { LEDGERDESK_WEB_FOLDER = "" } = (await called()).env
  expect(LEDGERDESK_WEB_FOLDER).toMatch(/^dist.web-[0-9a-f]+$/)
  expect(existsSync(`${LEDGERDESK_WEB_FOLDER}/index.html`)).toBe(true)
})

test("a setting that is missing or wrong is one line, and nobody is asked or called", async () => {
  const { world, called, said } = await orders({ files: { ".env": "LEDGERDESK_WITHOUT=sms\n" } })
  await expect(deploy({ stage: "ann" }, world)).rejects.toThrow(
    /^The stage cannot be deployed: .*LEDGERDESK_MAIL_FROM.*LEDGERDESK_ALARM_EMAILS.*LEDGERDESK_WITHOUT[^\n]*$/,
  )
  await expect(called()).rejects.toThrow("ENOENT")
  expect(said()).toBe("")
})

test("without credentials nothing happens", async () => {
  const { world, called } = await orders({ files: { ".env": bare } })
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) vi.stubEnv(name, undefined)
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true")
  vi.stubEnv("HOME", "/nowhere")
  await expect(deploy({ stage: "ann" }, world)).rejects.toThrow(/No AWS credentials were found.*AWS_PROFILE/)
  await expect(called()).rejects.toThrow("ENOENT")
})

test("production wants its name typed, unless --yes is given", async () => {
  const mistaken = await orders({ files: { ".env": bare }, types: "prod" })
  await expect(deploy({ stage: "production" }, mistaken.world)).rejects.toThrow("Nothing was done")
  await expect(mistaken.called()).rejects.toThrow("ENOENT")
  const stages = [described("production")]
  const meant = await orders({ files: { ".env": bare }, stages, types: "production" })
  await deploy({ stage: "production" }, meant.world)
  const sure = await orders({ files: { ".env": bare }, stages })
  await deploy({ stage: "production", yes: true }, sure.world)
  expect([(await meant.called()).args, sure.asked]).toEqual([["deploy", "--stage", "production"], []])
})

test.each(["diff", "refresh", "unlock"])("--%s asks nothing and changes nothing", async (other) => {
  const { world, asked, called, said } = await orders({ files: { ".env": bare } })
  await deploy({ stage: "production", [other]: true }, world)
  expect((await called()).args).toEqual([other, "--stage", "production"])
  expect([asked, said().includes("Next")]).toEqual([[], false])
})

test("what SST fails at is one line that says to run it again", async () => {
  const { world } = await orders({ files: { ".env": bare }, code: 1 })
  await expect(deploy({ stage: "ann" }, world)).rejects.toThrow(/`sst deploy --stage ann` failed.*run the same command/)
})

test.each(["deploy", "destroy"])("npm run %s says in one line what is missing", (name) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [`cli/deploy/${name}.ts`, "--stage", "local"], {
    encoding: "utf8",
    env: { PATH: process.env.PATH },
    timeout: limit(30_000),
  })
  expect([status, stdout]).toEqual([1, ""])
  expect(stderr).toMatch(/^The stage cannot be deployed: .*stage is the one on your machine.*\n$/)
})
