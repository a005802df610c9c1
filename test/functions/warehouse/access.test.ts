import { expect, test } from "vitest"
import { preparations } from "#functions/warehouse/access"
import { mergeStatements } from "#functions/warehouse/merge"

const access = { loaderPassword: `md5${"0".repeat(32)}`, merger: "IAMR:test-merge-warehouse-function" }

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html, and 100 KB a statement */
const batches = [
  { batch: "the first preparation", statements: preparations(new Set(), access) },
  { batch: "a merge", statements: mergeStatements("2026-01-02T03:04:05.000Z") },
]

test.each(batches)("$batch is within what Redshift's Data API takes at a time", ({ statements }) => {
  expect(statements.length).toBeLessThanOrEqual(40)
  for (const statement of statements) expect(Buffer.byteLength(statement)).toBeLessThan(100_000)
})

test.each(batches)("$batch has no backslash, which the two databases read differently", ({ statements }) => {
  expect(statements.join()).not.toContain("\\")
})
