import { Entity } from "electrodb"
import { expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { served } from "#test/local/dynamodb/served"

test("ElectroDB creates once, updates on a condition, and pages through an index", async () => {
  const db = await served()
  await createTable(db.dynamodb, "views", { indexes: ["gsi1"] })
  const rows = new Entity(
    {
      model: { service: "desk", entity: "row", version: "1" },
      attributes: {
        id: { type: "string", required: true },
        team: { type: "string", required: true },
        version: { type: "number", required: true },
        subject: { type: "string" },
      },
      indexes: {
        primary: { pk: { field: "pk", composite: ["id"] }, sk: { field: "sk", composite: [] } },
        byTeam: {
          index: "gsi1",
          pk: { field: "gsi1pk", composite: ["team"] },
          sk: { field: "gsi1sk", composite: ["id"] },
        },
      },
    },
    { client: db.documents, table: "views" },
  )
  const ids = ["a", "b", "c", "d", "e"]
  for (const id of ids) await rows.create({ id, team: "support", version: 1, subject: `about ${id}` }).go()
  const again = rows.create({ id: "a", team: "support", version: 1 }).go()
  await expect(again).rejects.toThrow(/conditional request failed/i)

  const next = (version: number) =>
    rows
      .patch({ id: "a" })
      .set({ version: version + 1 })
      .where(({ version: stored }, { eq }) => eq(stored, version))
  await next(1).go()
  await expect(next(1).go()).rejects.toThrow(/conditional request failed/i)

  const first = await rows.query.byTeam({ team: "support" }).go({ limit: 3 })
  const second = await rows.query.byTeam({ team: "support" }).go({ limit: 3, cursor: first.cursor })
  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids)
  const found = await rows.query
    .byTeam({ team: "support" })
    .where(({ subject }, { contains }) => contains(subject, "about c"))
    .go()
  expect(found.data).toEqual([{ id: "c", team: "support", version: 1, subject: "about c" }])
})
