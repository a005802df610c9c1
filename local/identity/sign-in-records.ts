import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider"
import type { State } from "#local/state"

const now = () => Math.floor(Date.now() / 1000)

const prepare = (state: State) => {
  state.exec(`
    create table if not exists sign_in_records (
      model text not null, id text not null, payload text not null,
      grant_id text, uid text, user_code text, expires_at integer,
      primary key (model, id)
    ) strict;
    create index if not exists sign_in_records_by_grant on sign_in_records (grant_id);
    create index if not exists sign_in_records_by_expiry on sign_in_records (expires_at);
  `)
  const find = (column: "id" | "uid" | "user_code") =>
    state.prepare(
      `select payload from sign_in_records where model = ? and ${column} = ? and (expires_at is null or expires_at > ?)`,
    )
  return {
    byId: find("id"),
    byUid: find("uid"),
    byUserCode: find("user_code"),
    upsert: state.prepare("insert or replace into sign_in_records values (?, ?, ?, ?, ?, ?, ?)"),
    consume: state.prepare(
      "update sign_in_records set payload = json_set(payload, '$.consumed', ?) where model = ? and id = ?",
    ),
    destroy: state.prepare("delete from sign_in_records where model = ? and id = ?"),
    // A grant's own record is revoked by `destroy`, so only what was issued under it goes here.
    revoke: state.prepare("delete from sign_in_records where model = ? and grant_id = ?"),
    expire: state.prepare("delete from sign_in_records where expires_at <= ?"),
  }
}

type Statements = ReturnType<typeof prepare>

const payloadOf = (row: Record<string, unknown> | undefined): AdapterPayload | undefined =>
  row === undefined ? undefined : JSON.parse(String(row.payload))

const recordsOf = (sql: Statements, model: string): Adapter => ({
  upsert: async (id, payload, expiresIn) => {
    const { grantId, uid, userCode } = payload
    const expiresAt = expiresIn === undefined ? null : now() + expiresIn
    sql.expire.run(now())
    sql.upsert.run(model, id, JSON.stringify(payload), grantId ?? null, uid ?? null, userCode ?? null, expiresAt)
  },
  find: async (id) => payloadOf(sql.byId.get(model, id, now())),
  findByUid: async (uid) => payloadOf(sql.byUid.get(model, uid, now())),
  findByUserCode: async (code) => payloadOf(sql.byUserCode.get(model, code, now())),
  consume: async (id) => {
    sql.consume.run(now(), model, id)
  },
  destroy: async (id) => {
    sql.destroy.run(model, id)
  },
  revokeByGrantId: async (grantId) => {
    sql.revoke.run(model, grantId)
  },
})

/** Sessions, grants, codes and refresh tokens in the state file, so that a sign-in outlives a restart. */
export const signInRecords = (state: State): AdapterFactory => {
  const sql = prepare(state)
  return (model) => recordsOf(sql, model)
}
