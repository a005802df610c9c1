import { AwsError } from "#local/service"
import type { Cell, ResultSet } from "#local/warehouse/database"

/** PostgreSQL's type OIDs to the names that Redshift gives the types. Others are text to it. */
const typeNames = new Map([
  [16, "bool"],
  [20, "int8"],
  [21, "int2"],
  [23, "int4"],
  [114, "super"],
  [700, "float4"],
  [701, "float8"],
  [1042, "bpchar"],
  [1082, "date"],
  [1083, "time"],
  [1114, "timestamp"],
  [1184, "timestamptz"],
  [1700, "numeric"],
  [3802, "super"],
])

const floats = new Set([700, 701])

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_Field.html */
const field = (cell: Cell, type: number | undefined) => {
  if (cell === null) return { isNull: true }
  if (typeof cell === "boolean") return { booleanValue: cell }
  if (typeof cell === "string") return { stringValue: cell }
  return type !== undefined && floats.has(type) ? { doubleValue: cell } : { longValue: cell }
}

const metadata = ({ name, type }: { name: string; type: number }) => ({
  name,
  label: name,
  typeName: typeNames.get(type) ?? "varchar",
  nullable: 1,
  isSigned: [20, 21, 23, 700, 701, 1700].includes(type),
  isCaseSensitive: !typeNames.has(type),
  isCurrency: false,
  precision: 0,
  scale: 0,
  length: 0,
  schemaName: "",
  tableName: "",
})

const offsetOf = (token: string | undefined): number => {
  const offset = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString("utf8"))
  if (Number.isSafeInteger(offset) && offset >= 0) return offset
  throw new AwsError("ValidationException", "NextToken is not one that GetStatementResult gave out")
}

/** Rows in one answer. AWS pages by size; callers follow NextToken in both. */
const pageSize = 1_000

/** One page of a result, as GetStatementResult answers it. */
export const resultPage = ({ columns, rows }: ResultSet, token: string | undefined) => {
  const from = offsetOf(token)
  const to = from + pageSize
  return {
    ColumnMetadata: columns.map(metadata),
    Records: rows.slice(from, to).map((row) => row.map((cell, index) => field(cell, columns[index]?.type))),
    TotalNumRows: rows.length,
    ...(to < rows.length && { NextToken: Buffer.from(String(to)).toString("base64url") }),
  }
}
