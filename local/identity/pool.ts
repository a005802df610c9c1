import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from "node:crypto"
import { z } from "zod"
import { comparable } from "#core/address"
import { idClaims } from "#local/identity/claims"
import { type DemoUser, demoUsers, people } from "#local/identity/demo-users"
import type { State } from "#local/state"

const PoolUser = z.object({
  sub: z.string(),
  groups: z.array(z.string()),
  /** As Cognito has them: every one is text. */
  attributes: z.record(z.string(), z.string()),
  status: z.enum(["CONFIRMED", "FORCE_CHANGE_PASSWORD"]),
  /** Epoch seconds. */
  createdAt: z.number(),
  password: z.object({ salt: z.string(), hash: z.string() }).optional(),
})

/** Somebody in the user pool. The user name is the `sub`; the e-mail address is its alias. */
export type PoolUser = z.infer<typeof PoolUser>

/** The demo users were made when the desk was. */
const createdAt = Date.UTC(2026, 0, 1) / 1000

const isAttribute = (name: string) => !name.startsWith("cognito:") && name !== "token_use"

const demo = (user: DemoUser): PoolUser => ({
  sub: user.sub,
  groups: [user.role],
  attributes: Object.fromEntries(
    Object.entries(idClaims(user)).flatMap(([name, value]) => (isAttribute(name) ? [[name, String(value)]] : [])),
  ),
  status: "CONFIRMED",
  createdAt,
})

/** Cognito's group names: one per role. */
export const groups: ReadonlySet<string> = new Set(demoUsers.map(({ role }) => role))

const hashOf = (password: string, salt: string) => scryptSync(password, salt, 32)

const sealed = (password: string) => {
  const salt = randomBytes(16).toString("hex")
  return { salt, hash: hashOf(password, salt).toString("hex") }
}

/** Whether that is the user's password. Demo users have none. */
export const isPassword = ({ password }: PoolUser, given: string): boolean =>
  password !== undefined && timingSafeEqual(hashOf(given, password.salt), Buffer.from(password.hash, "hex"))

const Row = z.object({
  body: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(PoolUser),
})

/** The stacks' pool takes a name in whatever case it is written. */
const called = (name: string) => {
  const wanted = comparable(name)
  return ({ sub, attributes: { email = "" } }: PoolUser) => sub === name || comparable(email) === wanted
}

/** Who is in the user pool: the demo users, who stay as they are, and those who were made since. Kept in `state`. */
export const openPool = (state: State) => {
  state.exec("create table if not exists pool_users (sub text primary key, body text not null) strict")
  const put = state.prepare("insert or replace into pool_users (sub, body) values (?, ?)")
  const remove = state.prepare("delete from pool_users where sub = ?")
  const select = state.prepare("select body from pool_users order by sub")
  const made = () => Row.array().parse(select.all())
  const all = (): PoolUser[] => [...people.map(demo), ...made().map(({ body }) => body)]
  const store = (user: PoolUser) => {
    put.run(user.sub, JSON.stringify(user))
    return user
  }
  return {
    all,
    find: (name: string) => all().find(called(name)),
    isDemo: ({ sub }: PoolUser) => demoUsers.some((user) => user.sub === sub),
    create: (attributes: Record<string, string>, now: number) => {
      const sub = randomUUID()
      const user = { sub, groups: [], attributes: { ...attributes, sub }, createdAt: now / 1000 }
      return store({ ...user, status: "FORCE_CHANGE_PASSWORD" })
    },
    setPassword: (user: PoolUser, password: string, permanent: boolean) =>
      store({ ...user, password: sealed(password), status: permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD" }),
    addTo: (user: PoolUser, group: string) => store({ ...user, groups: [...new Set([...user.groups, group])] }),
    remove: ({ sub }: PoolUser) => {
      remove.run(sub)
    },
  }
}

export type Pool = ReturnType<typeof openPool>
