import { batchName, checkedName, columnsQuery, schemaChanges } from "#functions/warehouse/schema"
import { type WarehouseTable, warehouseTables } from "#functions/warehouse/tables"

/** As whom Firehose loads. */
export const loader = "ledgerdesk_loader"
/** People who ask questions: an administrator adds them by `alter group analysts add user …`. */
export const analysts = "analysts"

/** The database user of a role that signs in by IAM: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html */
export const userOf = (role: string): string => `IAMR:${role}`

export type Access = {
  /** The loader's password as `md5` and its hash with the user's name: Redshift's own form, which is not the password. */
  loaderPassword: string
  /** The database user who merges, made by `userOf`. */
  merger: string
}

/** The users, groups and columns of ours that exist. Valid on Redshift and on PostgreSQL, as everything here. */
export const foundQuery = ({ merger }: Pick<Access, "merger">): string =>
  `select cast(usename as varchar(128)) as name from pg_user where usename in ('${loader}', '${merger}')
   union all select cast(groname as varchar(128)) from pg_group where groname = '${analysts}'
   union all ${columnsQuery}`

const names = (pick: (table: WarehouseTable) => string) => warehouseTables.map(pick).join(", ")

/** What a merge does with each of its tables: functions/warehouse/merge.ts. */
const mergerGrants = (merger: string): string[] => {
  const to = `to "${merger}"`
  return [
    `grant select, delete on ${names(({ staging }) => staging)} ${to}`,
    `grant select, insert, delete on ${names(checkedName)}, ${names(batchName)} ${to}`,
    `grant insert on ${names(({ rejected }) => rejected)} ${to}`,
    `grant select, insert, update on ${names(({ name }) => name)} ${to}`,
  ]
}

const people = (found: ReadonlySet<string>, { loaderPassword, merger }: Access): string[] => [
  ...(found.has(analysts) ? [] : [`create group ${analysts}`]),
  `${found.has(loader) ? "alter" : "create"} user ${loader} password '${loaderPassword}'`,
  ...(found.has(merger) ? [] : [`create user "${merger}" password disable`]),
]

/** Privileges on a table hold for all of its columns, those that are added later too. */
const privileges = (access: Access): string[] => [
  "revoke create on schema public from public",
  `grant usage on schema public to ${loader}, "${access.merger}", group ${analysts}`,
  `grant insert on ${names(({ staging }) => staging)} to ${loader}`,
  ...mergerGrants(access.merger),
  `grant select on ${names(({ name }) => name)}, ${names(({ rejected }) => rejected)} to group ${analysts}`,
]

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
const statementsOfBatch = 40

/** As few batches as can hold the parts, in their order, and no part in two. */
const packed = (parts: readonly (readonly string[])[]): string[][] => {
  const batches: string[][] = []
  for (const part of parts) {
    const last = batches.at(-1)
    if (last && last.length + part.length <= statementsOfBatch) last.push(...part)
    else batches.push([...part])
  }
  return batches
}

/**
 * Brings a warehouse in which `found` exists up to date: its tables and their columns, who may use them, and the loader's
 * password. Transactions to be run in order; running them again changes nothing. There is one, unless so many columns are
 * missing that the Data API cannot take it: what breaks off between two has added whole columns, and the next run does
 * the rest.
 */
export const preparations = (found: ReadonlySet<string>, access: Access): string[][] =>
  packed([...schemaChanges(found), [...people(found, access), ...privileges(access)]])
