import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import type { JSONWebKeySet } from "jose"
import type { Provider } from "oidc-provider"
import { clientId, mount, originsOf } from "#local/identity/client"
import { people } from "#local/identity/demo-users"
import { identityKeys, publicKeys } from "#local/identity/keys"
import { contentSecurityPolicy, messagePage, signInPage } from "#local/identity/pages"
import { identityProvider } from "#local/identity/provider"
import { readBody } from "#local/service"
import type { State } from "#local/state"

/** The stand-in for Cognito. `serve` answers everything under `/auth` of the desk at `origin`. */
export type Identity = {
  clientId: string
  /** What ID tokens are signed with. */
  keys: JSONWebKeySet
  serve: (origin: string) => RequestListener
}

const answer = (response: ServerResponse, status: number, page: string) => {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(page)
}

/** The demo user of the button that was pressed. */
const chosen = async (request: IncomingMessage) => {
  const form = new URLSearchParams((await readBody(request)).toString("utf8"))
  return people.find((user) => user.sub === form.get("user"))
}

const signIn = async (provider: Provider, request: IncomingMessage, response: ServerResponse) => {
  // Throws where the browser has no sign-in under way.
  await provider.interactionDetails(request, response)
  if (request.method !== "POST") return answer(response, 200, signInPage())
  const user = await chosen(request)
  if (!user) return answer(response, 400, messagePage("Sign-in failed", "That is not a demo user."))
  return provider.interactionFinished(request, response, { login: { accountId: user.sub } })
}

const isSessionNotFound = (error: unknown) => error instanceof Error && error.name === "SessionNotFound"

const refuse = (response: ServerResponse, error: unknown) => {
  if (isSessionNotFound(error))
    return answer(response, 400, messagePage("Sign in again", "This sign-in was too old or already used."))
  console.error("The sign-in page failed:", error)
  return answer(response, 500, messagePage("Sign-in failed", "Something went wrong on this machine."))
}

const serve = (provider: Provider, origin: string): RequestListener => {
  const handle = provider.callback()
  const policy = contentSecurityPolicy(originsOf(origin))
  return (request, response) => {
    response.setHeader("content-security-policy", policy)
    response.setHeader("x-content-type-options", "nosniff")
    response.setHeader("referrer-policy", "no-referrer")
    const path = (request.url ?? "/").slice(mount.length) || "/"
    if (path.startsWith("/sign-in/"))
      return void signIn(provider, request, response).catch((error: unknown) => refuse(response, error))
    // Koa's convention for an application under a path.
    return void handle(Object.assign(request, { originalUrl: request.url, url: path }), response)
  }
}

/** Opens the stand-in for Cognito; its keys are in `folder`, its sessions and grants in `state`. */
export const openIdentity = async (from: { folder: string; state: State }): Promise<Identity> => {
  const keys = await identityKeys(from.folder)
  return {
    clientId,
    keys: publicKeys(keys),
    serve: (origin) => serve(identityProvider(origin, { keys, state: from.state }), origin),
  }
}
