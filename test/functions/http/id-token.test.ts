import { createServer } from "node:http"
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { verifyToken } from "#functions/http/id-token"

const { publicKey, privateKey } = await generateKeyPair("RS256")
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "k-1", alg: "RS256" }] }
const server = createServer((_, response) => response.end(JSON.stringify(jwks)))
let issuer: string

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/auth`
})
beforeEach(() => {
  vi.stubEnv("ISSUER", issuer)
  vi.stubEnv("CLIENT_ID", "ledgerdesk-web")
})
afterAll(() => new Promise((closed) => server.close(closed)))

const now = () => Math.floor(Date.now() / 1000)
const signed = (more: JWTPayload = {}, key = privateKey) =>
  new SignJWT({ sub: "u-1", iss: issuer, aud: "ledgerdesk-web", exp: now() + 60, ...more })
    .setProtectedHeader({ alg: "RS256", kid: "k-1" })
    .sign(key)

test("a token of the issuer for this client counts", async () => {
  expect(await verifyToken(await signed())).toMatchObject({ sub: "u-1" })
})

test.each([
  ["that has expired", { exp: now() - 10 }],
  ["of another issuer", { iss: "http://127.0.0.1:1/auth" }],
  ["for another client", { aud: "somebody-else" }],
])("a token %s does not count", async (_, claims) => {
  expect(await verifyToken(await signed(claims))).toBeUndefined()
})

test("a token that another key signed does not count", async () => {
  const other = await generateKeyPair("RS256")
  expect(await verifyToken(await signed({}, other.privateKey))).toBeUndefined()
})

test("what is no token does not count", async () => {
  expect(await verifyToken("nonsense")).toBeUndefined()
})

test("an issuer that cannot be reached is an error, not a refusal", async () => {
  vi.stubEnv("ISSUER", "http://127.0.0.1:1/auth")
  await expect(verifyToken(await signed())).rejects.toThrow()
})
