import { expect, test } from "vitest"
import { preparations } from "#functions/warehouse/access"
import { mergeStatements } from "#functions/warehouse/merge"
import { warehouseTables } from "#functions/warehouse/tables"

const access = { loaderPassword: `md5${"0".repeat(32)}`, merger: "IAMR:test-merge-warehouse-function" }

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html, and 100 KB a statement */
const batches = [
  ...preparations(new Set(), access).map((statements) => ({ batch: "the first preparation", statements })),
  { batch: "a merge", statements: mergeStatements("2026-01-02T03:04:05.000Z") },
]

test.each(batches)("$batch is within what Redshift's Data API takes at a time", ({ statements }) => {
  expect(statements.length).toBeLessThanOrEqual(40)
  for (const statement of statements) expect(Buffer.byteLength(statement)).toBeLessThan(100_000)
})

test.each(batches)("$batch has no backslash, which the two databases read differently", ({ statements }) => {
  expect(statements.join()).not.toContain("\\")
})

test("nothing that an older warehouse is prepared with is PostgreSQL's alone", () => {
  const found = new Set(
    warehouseTables
      .flatMap(({ name, staging, rejected }) => [name, staging, rejected])
      .map((table) => `${table}.ticket_id`),
  )
  const statements = preparations(found, access).flat()
  const additions = statements.filter((statement) => statement.startsWith("alter table"))
  expect(additions.length).toBeGreaterThan(40)
  for (const statement of additions)
    expect(statement).toMatch(/^alter table \w+ add column "\w+" [a-z]+( precision|\(\d+\))?$/)
})

const literals = /'(?:[^']|'')*'/g

/** https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html: a column may be called `tag`, but not without quotes. */
test.each(batches)(
  "$batch names columns in quotes only, as Redshift reserves words that PostgreSQL does not",
  ({ statements }) => {
    const names = new Set(warehouseTables.flatMap(({ columns }) => columns.map(({ name }) => name)))
    const bare = new RegExp(`(?<!")\\b(${[...names].join("|")})\\b(?!")`)
    for (const statement of statements) expect(statement.replaceAll(literals, "''")).not.toMatch(bare)
  },
)
