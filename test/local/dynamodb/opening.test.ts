import { readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { beforeEach, expect, test } from "vitest"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { createTable } from "#test/local/dynamodb/create-table"
import { served } from "#test/local/dynamodb/served"
import { temporaryFolder } from "#test/support/temporary"

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
})

const refusal = (): Promise<string> =>
  dynamodb(folder).then(
    async (service) => {
      await service.close()
      return "it opened"
    },
    (error: Error) => error.message,
  )

test("a folder that somebody else has open is refused in one line that says so", async () => {
  const other = await served(folder)
  const message = await refusal()
  expect(message).toContain(`The DynamoDB data in ${folder} cannot be opened`)
  expect(message).toContain("another process has it open")
  expect(message).not.toContain("\n")
  await other.stop()
  expect(await refusal()).toBe("it opened")
})

test("a damaged database is refused in one line that names --fresh", async () => {
  const db = await served(folder)
  await createTable(db.dynamodb, "rows")
  await db.stop()
  const files = await readdir(folder)
  for (const file of files.filter((name) => name.startsWith("MANIFEST"))) await writeFile(join(folder, file), "garbage")
  const message = await refusal()
  expect(message).toContain(`The DynamoDB data in ${folder} cannot be opened`)
  expect(message).toContain("npm start -- --fresh")
  expect(message).not.toContain("\n")
})

test("a path that is no folder is refused in one line that asks for one", async () => {
  folder = join(folder, "file")
  await writeFile(folder, "text")
  const message = await refusal()
  expect(message).toContain(`The DynamoDB data in ${folder} cannot be opened`)
  expect(message).toContain("a folder that can be written")
  expect(message).not.toContain("\n")
})

test("closing twice is closing once", async () => {
  const service = await dynamodb(folder)
  await service.close()
  await expect(service.close()).resolves.toBeUndefined()
})
