import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { expect, onTestFinished, test, vi } from "vitest"
import { findStage } from "#cli/deploy/stage/find"
import { stageVariables } from "#cli/deploy/stage/variables"
import { ssm } from "#local/ssm"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const stub = (variables: Record<string, string>) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
}

test("a stage's own file goes before the shell, and the shell before the file of all stages", async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, ".env"), 'DESK_A=all\nDESK_B=all\nDESK_C="all # of them"\n')
  await writeFile(join(folder, ".env.ann"), "DESK_A=ann\n")
  stub({ DESK_A: "shell", DESK_B: "shell" })
  const { DESK_A, DESK_B, DESK_C } = stageVariables("ann", folder)
  expect([DESK_A, DESK_B, DESK_C]).toEqual(["ann", "shell", "all # of them"])
  expect(stageVariables("bob", folder).DESK_A).toBe("shell")
})

test("what describes no stage of this version is one line that says what to do", async () => {
  const { url } = await localAws(ssm(() => ({ "/ledgerdesk/old": '{"stage":"old"}' })))
  stub({ AWS_ENDPOINT_URL: url, AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "mine", AWS_SECRET_ACCESS_KEY: "secret" })
  await expect(findStage("old")).rejects.toThrow(/^The parameter \/ledgerdesk\/old .*deploy the stage again$/)
  expect(await findStage("none")).toBeUndefined()
})

test("an address where nobody answers is named", async () => {
  const aws = await localAws(ssm(() => ({})))
  await aws.stop()
  stub({
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "mine",
    AWS_SECRET_ACCESS_KEY: "secret",
  })
  await expect(findStage("ann")).rejects.toThrow(
    `does not answer (connect ECONNREFUSED ${new URL(aws.url).host}): look at`,
  )
})
