import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from "jose"
import { describe, expect, test } from "vitest"
import { identityKeys } from "#local/identity/keys"
import { openDoor, raw } from "#test/local/door/open-door"

const now = () => Math.floor(Date.now() / 1000)

/** A door, and tokens signed with its own key that say something wrong. */
const withForger = async () => {
  const door = await openDoor()
  const { signing } = await identityKeys(door.folder)
  const payload = { sub: "u-1", iss: door.issuer, aud: "ledgerdesk-web", exp: now() + 60 }
  const key = await importJWK(signing, "RS256")
  const sign = (more: Record<string, unknown> = {}, by: Parameters<SignJWT["sign"]>[0] = key, alg = "RS256") =>
    new SignJWT({ ...payload, ...more }).setProtectedHeader({ alg, kid: signing.kid }).sign(by)
  const me = (authorization?: string) => raw(`${door.url}/api/me`, authorization ? { headers: { authorization } } : {})
  return { door, payload, sign, me, signing }
}

type Forger = Awaited<ReturnType<typeof withForger>>

test("a token of the desk opens the door", async () => {
  const { sign, me } = await withForger()
  expect((await me(`Bearer ${await sign()}`)).status).toBe(200)
})

describe("a token is refused", () => {
  const wrong: [string, (of: Forger) => Promise<string> | string][] = [
    ["that has expired", ({ sign }) => sign({ exp: now() - 1 })],
    ["that never expires", ({ sign }) => sign({ exp: undefined })],
    ["that is not valid yet", ({ sign }) => sign({ nbf: now() + 60 })],
    ["of another issuer", ({ sign }) => sign({ iss: "http://127.0.0.1:1/auth" })],
    ["for another audience", ({ sign }) => sign({ aud: "somebody-else" })],
    ["without an audience", ({ sign }) => sign({ aud: undefined })],
    ["without a signature (alg none)", ({ payload }) => new UnsecuredJWT(payload).encode()],
    ["signed by another key", async ({ sign }) => sign({}, (await generateKeyPair("RS256")).privateKey)],
    ["signed with the public key as a shared secret", ({ sign, signing }) => sign({}, Buffer.from(signing.n), "HS256")],
    [
      "with changed claims",
      async ({ sign, payload }) => {
        const [header, , signature] = (await sign()).split(".")
        const forged = Buffer.from(JSON.stringify({ ...payload, sub: "u-2" })).toString("base64url")
        return `${header}.${forged}.${signature}`
      },
    ],
    ["that is none", () => "nonsense"],
  ]

  test.each(wrong)("%s", async (_, forge) => {
    const forger = await withForger()
    const answer = await forger.me(`Bearer ${await forge(forger)}`)
    expect(answer.status).toBe(401)
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer error="invalid_token", error_description="/)
    expect(answer.headers["content-type"]).toBe("application/problem+json")
    expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: "unauthorized", message: "Unauthorized" })
    expect(forger.door.invoked).toEqual([])
  })
})

test.each([undefined, "Bearer ", "Basic YTpi"])(
  "without a token (%s) the answer is 401 and names the scheme",
  async (header) => {
    const { door, me } = await withForger()
    const answer = await me(header)
    expect(answer.status).toBe(401)
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/)
    expect(door.invoked).toEqual([])
  },
)

test("an expired token is told so", async () => {
  const { sign, me } = await withForger()
  const { body } = await me(`Bearer ${await sign({ exp: now() - 1 })}`)
  expect(JSON.parse(body).detail).toBe("The token was refused: it has expired")
})
