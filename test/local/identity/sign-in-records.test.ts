import { expect, onTestFinished, test, vi } from "vitest"
import { signInRecords } from "#local/identity/sign-in-records"
import { openState } from "#local/state"
import { temporaryFolder } from "#test/support/temporary"

const open = async (model = "RefreshToken") => {
  const state = openState(await temporaryFolder())
  onTestFinished(() => state.close())
  return signInRecords(state)(model)
}

test("what was issued under a grant goes with it, and nothing else", async () => {
  const records = await open()
  await records.upsert("one", { grantId: "g-1" }, 60)
  await records.upsert("two", { grantId: "g-2" }, 60)
  await records.revokeByGrantId("g-1")
  expect([await records.find("one"), await records.find("two")]).toEqual([undefined, { grantId: "g-2" }])
})

test("a record is gone once it has expired", async () => {
  const records = await open()
  await records.upsert("one", { uid: "u-1" }, 60)
  vi.useFakeTimers({ now: Date.now() + 61_000 })
  onTestFinished(() => void vi.useRealTimers())
  expect([await records.find("one"), await records.findByUid("u-1")]).toEqual([undefined, undefined])
})

test("a record that was used says when", async () => {
  const records = await open("AuthorizationCode")
  await records.upsert("code", { accountId: "a" }, 60)
  await records.consume("code")
  expect(await records.find("code")).toEqual({ accountId: "a", consumed: expect.any(Number) })
})

test("records of two kinds may have the same id", async () => {
  const state = openState(await temporaryFolder())
  onTestFinished(() => state.close())
  const recordsOf = signInRecords(state)
  await recordsOf("Session").upsert("same", { accountId: "a" }, 60)
  await recordsOf("Interaction").upsert("same", { accountId: "b" }, 60)
  await recordsOf("Interaction").destroy("same")
  expect(await recordsOf("Session").find("same")).toEqual({ accountId: "a" })
})
