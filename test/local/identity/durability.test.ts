import { readdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose"
import { afterEach, beforeEach, expect, test } from "vitest"
import { demoToken } from "#local/identity/demo-token"
import { identityKeys, publicKeys } from "#local/identity/keys"
import { application, dataFolder, remove, serveIdentity, signIn } from "#test/local/identity/desk"
import { cookieBrowser } from "#test/support/cookie-browser"

let folder: string
beforeEach(async () => {
  folder = await dataFolder()
})
afterEach(() => remove(folder))

test("a restart keeps tokens, refresh tokens and sessions", async () => {
  const browser = cookieBrowser()
  const before = await serveIdentity(folder)
  const tokens = await signIn(before.origin, "Ann Archer", browser)
  await before.close()

  const after = await serveIdentity(folder, before.port)
  const app = application(after.origin)
  const refreshed = await app.token({ grant_type: "refresh_token", refresh_token: tokens.refresh_token })
  const again = await browser.visit(app.authorizeUrl(), app.redirectUri)
  await after.close()

  expect(after.identity.keys).toEqual(before.identity.keys)
  expect(refreshed.status).toBe(200)
  expect(again.url.searchParams.get("code")).toBeTruthy()
})

test("the keys are readable by their owner only", async () => {
  await identityKeys(folder)
  const { mode } = await stat(join(folder, "identity-keys.json"))
  expect(mode & 0o777).toBe(0o600)
})

test("two that make the keys at the same time get the same ones, and leave nothing else behind", async () => {
  const [one, two] = await Promise.all([identityKeys(folder), identityKeys(folder)])
  expect(one).toEqual(two)
  expect(await readdir(folder)).toEqual(["identity-keys.json"])
})

test("the published keys hold nothing private", async () => {
  const { signing } = await identityKeys(folder)
  const text = JSON.stringify(publicKeys({ signing, cookies: [] }))
  expect(text).toContain(signing.n)
  expect([signing.d, signing.p, signing.q].filter((secret) => text.includes(secret))).toEqual([])
})

test("a keys file that holds something else is named, and its content is not", async () => {
  const file = join(folder, "identity-keys.json")
  await writeFile(file, "half a sec")
  const error: unknown = await identityKeys(folder).catch((reason: unknown) => reason)
  expect(String(error)).toContain(`${file} does not hold the sign-in keys`)
  expect(String(error)).not.toContain("half a sec")
  expect(await readFile(file, "utf8")).toBe("half a sec")
})

test.each(["agent", "admin", "customer", "integration"] as const)(
  "a demo token of the role %s is an ID token signed with the desk's key",
  async (role) => {
    const issuer = "http://127.0.0.1:3000/auth"
    const token = await demoToken({ folder, issuer, role })
    const keys = createLocalJWKSet(publicKeys(await identityKeys(folder)))
    const { payload } = await jwtVerify(token, keys, { issuer, audience: "ledgerdesk-web", algorithms: ["RS256"] })
    expect(payload).toMatchObject({ "cognito:groups": [role], token_use: "id" })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3600)
  },
)

test("a demo token is that of the user who signs in by the page", async () => {
  const desk = await serveIdentity(folder)
  const { id_token } = await signIn(desk.origin, "Cora Customer")
  await desk.close()
  const issued = decodeJwt(await demoToken({ folder, issuer: desk.issuer, role: "customer" }))
  const signed = decodeJwt(id_token)
  expect(Object.keys(signed)).toEqual(expect.arrayContaining(Object.keys(issued)))
  expect(signed).toMatchObject({
    ...issued,
    iat: expect.any(Number),
    exp: expect.any(Number),
    auth_time: expect.any(Number),
  })
})
