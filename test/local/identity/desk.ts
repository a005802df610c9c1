import { createHash, randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { z } from "zod"
import { openIdentity } from "#local/identity/identity"
import { openState } from "#local/state"
import { type CookieBrowser, cookieBrowser } from "#test/support/cookie-browser"

export const Tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
})

export const dataFolder = () => mkdtemp(join(tmpdir(), "identity-"))
export const remove = (folder: string) => rm(folder, { recursive: true, force: true })

/** The identity provider alone on a port. `port` 0 takes any. */
export const serveIdentity = async (folder: string, port = 0) => {
  const state = openState(folder)
  const identity = await openIdentity({ folder, state })
  const server = createServer()
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready))
  const address = server.address()
  const taken = typeof address === "object" && address ? address.port : 0
  const origin = `http://127.0.0.1:${taken}`
  server.on("request", identity.serve(origin))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
    state.close()
  }
  return { origin, issuer: `${origin}/auth`, identity, port: taken, close }
}

export type Serving = Awaited<ReturnType<typeof serveIdentity>>

/** What a single-page application does to sign somebody in: authorization code with PKCE (RFC 7636). */
export const application = (origin: string, redirectUri = `${origin}/signed-in`) => {
  const verifier = randomBytes(32).toString("base64url")
  const authorizeUrl = (more: Record<string, string> = {}) => {
    const challenge = createHash("sha256").update(verifier).digest("base64url")
    const query = new URLSearchParams({
      client_id: "ledgerdesk-web",
      response_type: "code",
      scope: "openid email profile",
      redirect_uri: redirectUri,
      state: "st-1",
      nonce: "no-1",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...more,
    })
    return `${origin}/auth/auth?${query}`
  }
  const token = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${origin}/auth/token`, {
      method: "POST",
      headers,
      body: new URLSearchParams({ client_id: "ledgerdesk-web", ...form }),
    })
  const redeem = (code: string) =>
    token({ grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier })
  return { authorizeUrl, token, redeem, redirectUri }
}

/** The value of the button that carries a demo user's name. */
export const buttonOf = (html: string, name: string) => {
  const found = [...html.matchAll(/value="([^"]+)"><strong>([^<]+)</g)].find(([, , shown]) => shown === name)
  if (!found?.[1]) throw new Error(`The page has no button for ${name}`)
  return found[1]
}

/** The form that a page submits by itself. */
export const formOf = (html: string) => {
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1] ?? ""
  const fields = new Map<string, string>()
  for (const [, name = "", value = ""] of html.matchAll(/name="([^"]+)" value="([^"]*)"/g)) fields.set(name, value)
  return { action, fields: Object.fromEntries(fields) }
}

/** Signs a demo user in and returns the tokens. */
export const signIn = async (origin: string, name: string, browser: CookieBrowser = cookieBrowser()) => {
  const app = application(origin)
  const page = await browser.visit(app.authorizeUrl())
  const back = await browser.submit(page.url.href, { user: buttonOf(page.text, name) }, app.redirectUri)
  const answer = await app.redeem(back.url.searchParams.get("code") ?? "")
  return Tokens.parse(await answer.json())
}
