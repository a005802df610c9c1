import { randomBytes } from "node:crypto"
import { appendFile, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { beforeEach, expect, test } from "vitest"
import { createBase } from "#local/dynamodb/level"
import { put } from "#local/dynamodb/store"
import { checkLevelFiles } from "#local/leveldb-files"
import { temporaryFolder } from "#test/support/temporary"

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
})

/** Values that do not compress and fill several blocks of the log. */
const write = async (count: number) => {
  const { db } = createBase(folder)
  await db.open()
  for (let i = 0; i < count; i++) await db.batch([put(`key ${i}`, randomBytes(2_000).toString("base64"))])
  await db.close()
}

const fileOf = async (ending: string) => {
  const found = (await readdir(folder)).find((name) => name.endsWith(ending))
  if (found) return join(folder, found)
  throw new Error(`There is no ${ending}`)
}

const check = () => checkLevelFiles(folder)()

test("a folder that is missing, empty or sound passes", async () => {
  checkLevelFiles(join(folder, "missing"))()
  check()
  await write(40)
  expect(check).not.toThrow()
})

test("a log that a crash cut short passes, wherever it was cut, and so do zeros after it", async () => {
  await write(40)
  const log = await fileOf(".log")
  await appendFile(log, Buffer.alloc(5_000))
  check()
  const { length } = await readFile(log)
  for (let left = length; left > 0; left -= 997) {
    await truncate(log, left)
    check()
  }
  expect(check).not.toThrow()
})

test("a log with one wrong bit is named, with the place", async () => {
  await write(40)
  const log = await fileOf(".log")
  const bytes = await readFile(log)
  for (let at = 10; at < bytes.length - 3_100; at += 9_973) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    await writeFile(log, changed)
    expect(check).toThrow(/^\d+\.log is damaged from byte \d+$/)
  }
})

test("a table without its end is named, unless LevelDB has no use for it", async () => {
  await write(40)
  await write(1)
  await writeFile(await fileOf(".ldb"), "garbage")
  expect(check).toThrow(/^\d+\.ldb is damaged at its end$/)
  const checkAfterwards = checkLevelFiles(folder)
  await rm(await fileOf(".ldb"))
  expect(checkAfterwards).not.toThrow()
})
