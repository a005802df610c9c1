import { expect, test } from "vitest"
import { seen } from "#test/support/on-screen"
import { browserTests } from "#test/support/web-page"

const desk = browserTests()

/** What Cognito's discovery document names, as far as signing out reads it. */
const atCognito = (issuer: string) => ({
  issuer,
  end_session_endpoint: `${issuer}/logout`,
  revocation_endpoint: `${issuer}/oauth2/revoke`,
  token_endpoint: `${issuer}/oauth2/token`,
})

const withCognito = () => {
  const { failures, url } = desk.api()
  const discovery = atCognito(`${url}/auth`)
  failures.set("GET /auth/.well-known/openid-configuration", { status: 200, body: discovery })
  return { failures, url, discovery }
}

const signOut = async () => {
  const page = await desk.open("/inbox", { as: "agent" })
  const left = page.waitForRequest((request) => new URL(request.url()).pathname === "/auth/logout")
  const revoked = page.waitForRequest((request) => new URL(request.url()).pathname === "/auth/oauth2/revoke")
  await page.getByRole("button", { name: "Sign out" }).click()
  return { left: new URL((await left).url()), revoked: new URLSearchParams((await revoked).postData() ?? "") }
}

test("signing out tells Cognito whose session ends and where to go on, and takes the refresh token back", async () => {
  const { failures, url, discovery } = withCognito()
  failures.set("POST /auth/oauth2/revoke", { status: 200, body: {} })
  const { left, revoked } = await signOut()
  expect(left.href.startsWith(`${discovery.end_session_endpoint}?`)).toBe(true)
  expect(left.searchParams.getAll("client_id")).toEqual(["ledgerdesk-web"])
  expect(left.searchParams.get("logout_uri")).toBe(`${url}/`)
  expect(Object.fromEntries(revoked)).toMatchObject({ token: "agent", client_id: "ledgerdesk-web" })
})

test("a token that cannot be taken back keeps nobody signed in", async () => {
  withCognito().failures.set("POST /auth/oauth2/revoke", { status: 500, body: {} })
  expect((await signOut()).left.searchParams.get("client_id")).toBe("ledgerdesk-web")
})

test("a deployed stage has no page for the outbox of a developer's machine", async () => {
  const { url, failures, requests } = desk.api()
  const body = { issuer: `${url}/auth`, clientId: "ledgerdesk-web", live: "/api/live", stage: "production" }
  failures.set("GET /config.json", { status: 200, body })
  const page = await desk.open("/dev/outbox", { as: "agent" })
  await seen(page.getByRole("heading", { name: "There is no such page" }))
  expect(requests).not.toContain("GET /dev/outbox.json")
})
