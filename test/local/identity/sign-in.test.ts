import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import {
  application,
  buttonOf,
  dataFolder,
  formOf,
  remove,
  type Serving,
  serveIdentity,
  signIn,
  Tokens,
} from "#test/local/identity/desk"
import { cookieBrowser } from "#test/support/cookie-browser"

let folder: string
let desk: Serving
const warn = vi.spyOn(console, "warn")
const info = vi.spyOn(console, "info")

beforeAll(async () => {
  folder = await dataFolder()
  desk = await serveIdentity(folder)
})
afterAll(async () => {
  await desk.close()
  await remove(folder)
})

test("the provider starts without warnings", () => {
  expect(warn).not.toHaveBeenCalled()
  expect(info).not.toHaveBeenCalled()
})

describe("signing in", () => {
  test("leads over the page of demo users back to the web app with a code", async () => {
    const app = application(desk.origin)
    const browser = cookieBrowser()
    const page = await browser.visit(app.authorizeUrl())
    expect(page.status).toBe(200)
    expect(page.text).toContain("demo users")
    const back = await browser.submit(page.url.href, { user: buttonOf(page.text, "Ann Archer") }, app.redirectUri)
    expect(back.url.href).toMatch(/\/signed-in\?code=.+&state=st-1/)
  })

  test("gives an ID token with Cognito's claims, signed with a published key", async () => {
    const { id_token, expires_in } = await signIn(desk.origin, "Ann Archer")
    const keys = createRemoteJWKSet(new URL(`${desk.issuer}/.well-known/jwks.json`))
    const { payload } = await jwtVerify(id_token, keys, { issuer: desk.issuer, audience: "ledgerdesk-web" })
    expect(payload).toMatchObject({
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      email: "ann.archer@example.com",
      email_verified: true,
      name: "Ann Archer",
      given_name: "Ann",
      family_name: "Archer",
      "cognito:groups": ["agent"],
      "cognito:username": payload.sub,
      token_use: "id",
      nonce: "no-1",
      auth_time: expect.any(Number),
    })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3600)
    expect(expires_in).toBe(3600)
  })

  test.each([
    ["Ada Admin", ["admin"]],
    ["Bob Baker", ["agent"]],
    ["Cora Customer", ["customer"]],
    ["Carl Client", ["customer"]],
  ])("puts %s into the groups %j", async (name, groups) => {
    const { id_token } = await signIn(desk.origin, name)
    expect(decodeJwt(id_token)).toMatchObject({ name, "cognito:groups": groups })
  })

  test("comes back to localhost too, whose page may then fetch the tokens", async () => {
    const localhost = `http://localhost:${desk.port}`
    const app = application(desk.origin, `${localhost}/signed-in`)
    const browser = cookieBrowser()
    const page = await browser.visit(app.authorizeUrl())
    const back = await browser.submit(page.url.href, { user: buttonOf(page.text, "Ann Archer") }, app.redirectUri)
    expect(back.url.host).toBe(`localhost:${desk.port}`)
    const answer = await app.token({ grant_type: "refresh_token", refresh_token: "x" }, { origin: localhost })
    expect(answer.headers.get("access-control-allow-origin")).toBe(localhost)
  })

  test("needs no page the second time, until somebody asks for another user", async () => {
    const browser = cookieBrowser()
    await signIn(desk.origin, "Ann Archer", browser)
    const app = application(desk.origin)
    const again = await browser.visit(app.authorizeUrl(), app.redirectUri)
    expect(again.url.searchParams.get("code")).toBeTruthy()
    const page = await browser.visit(app.authorizeUrl({ prompt: "login" }), app.redirectUri)
    const leave = await browser.submit(page.url.href, { user: buttonOf(page.text, "Bob Baker") }, app.redirectUri)
    const form = formOf(leave.text)
    const back = await browser.submit(form.action, form.fields, app.redirectUri)
    const tokens = Tokens.parse(await (await app.redeem(back.url.searchParams.get("code") ?? "")).json())
    expect(decodeJwt(tokens.id_token)).toMatchObject({ name: "Bob Baker" })
  })
})

describe("a sign-in is refused", () => {
  test("without PKCE", async () => {
    const { authorizeUrl, redirectUri } = application(desk.origin)
    const url = new URL(authorizeUrl())
    url.searchParams.delete("code_challenge")
    url.searchParams.delete("code_challenge_method")
    const back = await cookieBrowser().visit(url.href, redirectUri)
    expect(back.url.searchParams.get("error")).toBe("invalid_request")
  })

  test.each(["http://evil.example/signed-in", "http://127.0.0.1:1/signed-in"])("towards %s", async (redirectUri) => {
    const page = await cookieBrowser().visit(application(desk.origin, redirectUri).authorizeUrl())
    expect(page.status).toBe(400)
    expect(page.text).toContain("redirect_uri")
  })

  test("for somebody who is no demo user", async () => {
    const browser = cookieBrowser()
    const page = await browser.visit(application(desk.origin).authorizeUrl())
    expect((await browser.submit(page.url.href, { user: "mallory" })).status).toBe(400)
  })

  test("in a browser that did not begin it", async () => {
    const page = await cookieBrowser().visit(application(desk.origin).authorizeUrl())
    const other = await cookieBrowser().visit(page.url.href)
    expect(other.status).toBe(400)
    expect(other.text).toContain("Back to the desk")
  })

  test("with a code that another verifier asked for", async () => {
    const app = application(desk.origin)
    const browser = cookieBrowser()
    const page = await browser.visit(app.authorizeUrl())
    const back = await browser.submit(page.url.href, { user: buttonOf(page.text, "Ann Archer") }, app.redirectUri)
    const answer = await application(desk.origin).redeem(back.url.searchParams.get("code") ?? "")
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: "invalid_grant" }])
  })
})

describe("a refresh token", () => {
  const refresh = (refresh_token: string) =>
    application(desk.origin).token({ grant_type: "refresh_token", refresh_token })

  test("gives a new ID token of the same user, more than once", async () => {
    const { refresh_token } = await signIn(desk.origin, "Cora Customer")
    for (const answer of [await refresh(refresh_token), await refresh(refresh_token)]) {
      const { id_token } = Tokens.parse(await answer.json())
      expect(decodeJwt(id_token)).toMatchObject({ email: "cora.customer@example.com", "cognito:groups": ["customer"] })
    }
  })

  test("is worth nothing after it was revoked", async () => {
    const { refresh_token } = await signIn(desk.origin, "Cora Customer")
    const form = new URLSearchParams({ client_id: "ledgerdesk-web", token: refresh_token })
    const revoked = await fetch(`${desk.issuer}/token/revocation`, { method: "POST", body: form })
    expect([revoked.status, (await refresh(refresh_token)).status]).toEqual([200, 400])
  })

  test("may not be used by a page of another origin", async () => {
    const { refresh_token } = await signIn(desk.origin, "Cora Customer")
    const answer = await application(desk.origin).token(
      { grant_type: "refresh_token", refresh_token },
      { origin: "http://evil.example" },
    )
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([400, null])
  })
})

describe("signing out", () => {
  const signOutUrl = (id_token: string) => {
    const query = { id_token_hint: id_token, post_logout_redirect_uri: `${desk.origin}/`, state: "bye" }
    return `${desk.issuer}/session/end?${new URLSearchParams(query)}`
  }

  test("ends the session without another question and leads back to the web app", async () => {
    const browser = cookieBrowser()
    const { id_token } = await signIn(desk.origin, "Ann Archer", browser)
    const page = await browser.visit(signOutUrl(id_token))
    const form = formOf(page.text)
    const back = await browser.submit(form.action, form.fields, `${desk.origin}/?`)
    expect(back.url.href).toBe(`${desk.origin}/?state=bye`)
    const next = await browser.visit(application(desk.origin).authorizeUrl())
    expect(next.text).toContain("Sign in to Ledgerdesk")
  })

  test("runs no script but the one that submits the form", async () => {
    const browser = cookieBrowser()
    const { id_token } = await signIn(desk.origin, "Ann Archer", browser)
    const page = await browser.visit(signOutUrl(id_token))
    expect(page.headers.get("content-security-policy")).toMatch(/script-src 'sha256-[^']+';/)
  })
})
