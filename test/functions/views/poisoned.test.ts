import { expect, test } from "vitest"
import { heal, standing } from "#functions/views/poisoned"
import type { Poisoning } from "#test/support/poisonable"
import { poisonable } from "#test/support/poisonable"
import { assigned, classified, submitted } from "#test/support/recorded"

const poison: Poisoning = { version: 2, kind: "fold" }

/** A desk with one row that is poisoned, whose read model a rebuild has then brought to revision 2. */
const rebuilt = async (fixed: boolean) => {
  const desk = poisonable([{ ticketId: "TKT-1", facts: [submitted, classified, assigned], poison }])
  await desk.deliver({ ticketId: "TKT-1", version: 3 })
  if (fixed) desk.deploy()
  if (fixed) await desk.deliver({ ticketId: "TKT-1", version: 3 })
  const models = async () => (await desk.rows.models()).map((model) => ({ ...model, revision: 2 }))
  return { ...desk, rows: { ...desk.rows, models } }
}

test("a row that is poisoned in the rebuilt read model too is still listed, and moves to that revision", async () => {
  const { rows } = await rebuilt(false)
  expect(await standing(rows)).toMatchObject([{ projection: "ticket-inbox", revision: 1, version: 2 }])
  expect((await heal(rows)).map(({ poison }) => poison?.at.version)).toEqual([2])
  expect(await rows.poisoned.all()).toMatchObject([{ projection: "ticket-inbox", revision: 2, version: 2 }])
})

test("a row that a rebuild has healed is not listed any more", async () => {
  const { rows } = await rebuilt(true)
  expect(await rows.poisoned.all()).toHaveLength(1)
  expect(await standing(rows)).toEqual([])
})

test("a row of a read model that is gone is not listed, and healing strikes it off", async () => {
  const { rows } = await rebuilt(false)
  const without = { ...rows, models: async () => [] }
  expect(await standing(without)).toEqual([])
  await heal(without)
  expect(await rows.poisoned.all()).toEqual([])
})
