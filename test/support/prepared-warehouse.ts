import { RedshiftDataClient } from "@aws-sdk/client-redshift-data"
import { onTestFinished } from "vitest"
import { prepareWarehouse, throughDataApi, type Warehouse as Wanted } from "#functions/jobs/prepare-warehouse"
import { userOf } from "#functions/warehouse/access"
import { credentials } from "#local/clients"
import { redshiftData } from "#local/redshift-data/redshift-data"
import { region } from "#local/region"
import type { Warehouse } from "#local/warehouse/warehouse"
import { localAws } from "#test/support/local-aws"

export const merger = userOf("test-merge-warehouse-function")
export const access = { loaderPassword: `md5${"0".repeat(32)}`, merger }

/** The warehouse as prepare-warehouse sees it, until the test ends. */
export const doorOf = async (warehouse: Warehouse): Promise<Wanted> => {
  const { url } = await localAws(redshiftData(warehouse))
  const client = new RedshiftDataClient({ endpoint: url, region, credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  return throughDataApi(client, () => ({ Database: "analytics", WorkgroupName: "analytics" }))
}

export const prepare = async (warehouse: Warehouse, event: unknown = access) =>
  prepareWarehouse(await doorOf(warehouse))(event)

/** Runs statements, as one transaction, as a user who may do only what was granted. */
export const as = (warehouse: Warehouse, user: string, ...statements: string[]) =>
  warehouse.transaction([`set local role "${user}"`, ...statements].map((sql) => ({ sql })))

/** Tables, columns, users, groups and privileges, as the database lists them. */
export const everythingIn = (warehouse: Warehouse) => {
  const lists = [
    `select table_name, column_name, data_type, character_maximum_length from information_schema.columns
     where table_schema = 'public' order by 1, 2`,
    "select usename from pg_user order by 1",
    "select groname from pg_group order by 1",
    "select grantee, table_name, privilege_type from information_schema.role_table_grants where table_schema = 'public' order by 1, 2, 3",
    "select nspacl::text from pg_namespace where nspname = 'public'",
  ]
  return Promise.all(lists.map(async (sql) => (await warehouse.query(sql)).rows))
}
