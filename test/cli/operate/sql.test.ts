import { expect, onTestFinished, test, vi } from "vitest"
import { sqlCommand } from "#cli/commands/sql"
import { askWarehouse, asObjects, asTable, selectRows } from "#cli/operate/sql"
import { fakeAws } from "#test/support/fake-aws"

const aws = await fakeAws()

const result = {
  columns: ["n", "text", "nothing"],
  rows: [
    [5, "two\nlines", null],
    [12, "Ж", true],
  ],
  affected: 2,
}

test("a result is printed as a table, numbers to the right", () => {
  expect(asTable(result).split("\n")).toEqual([
    "n  | text      | nothing",
    "---+-----------+--------",
    " 5 | two↵lines | null",
    "12 | Ж         | true",
    "(2 rows)",
  ])
})

test("a long cell is cut, so that a row stays a line", () => {
  const [, , row = ""] = asTable({ columns: ["text"], rows: [["😀".repeat(100)]], affected: 1 }).split("\n")
  expect(row).toBe(`${"😀".repeat(59)}…`)
})

test("an empty result has a head and a count", () => {
  expect(asTable({ columns: ["n"], rows: [], affected: 0 })).toBe("n\n-\n(0 rows)")
})

test("a statement without a result says how much it changed", () => {
  expect(asTable({ columns: [], rows: [], affected: 1 })).toBe("Done (1 row)")
})

test("for scripts every row is an object, with nothing cut", () => {
  expect(asObjects(result)).toEqual([
    { n: 5, text: "two\nlines", nothing: null },
    { n: 12, text: "Ж", nothing: true },
  ])
})

test("people ask as who they are, or by --admin as the administrator, as a proof does, whom every warehouse knows", async () => {
  vi.stubEnv("WAREHOUSE_WORKGROUP", "ann-analytics")
  vi.stubEnv("WAREHOUSE_ADMIN_ARN", "arn:of:secret")
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  const asked = aws.answers({ status: 200, body: { Id: "1", Status: "FINISHED" } })
  await askWarehouse("select 1")
  await selectRows("select 2")
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined)
  onTestFinished(() => log.mockRestore())
  await sqlCommand().parseAsync(["--admin", "select 3"], { from: "user" })
  const statements = asked.filter((each) => JSON.stringify(each).includes("Sql"))
  const where = { Database: "analytics", WorkgroupName: "ann-analytics", ClientToken: expect.any(String) }
  expect(statements).toEqual([
    { ...where, Sql: "select 1" },
    { ...where, Sql: "select 2", SecretArn: "arn:of:secret" },
    { ...where, Sql: "select 3", SecretArn: "arn:of:secret" },
  ])
})
