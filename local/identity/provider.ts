import { type Configuration, type KoaContextWithOIDC, Provider } from "oidc-provider"
import { claimsOfScope, idClaims } from "#local/identity/claims"
import {
  clientId,
  issuerOf,
  lifetime,
  mount,
  originsOf,
  postLogoutRedirectUris,
  redirectUris,
} from "#local/identity/client"
import { userBySub } from "#local/identity/demo-users"
import type { Keys } from "#local/identity/keys"
import { messagePage, signOutPage } from "#local/identity/pages"
import { signInRecords } from "#local/identity/sign-in-records"
import type { State } from "#local/state"

const findAccount: Configuration["findAccount"] = (_, sub) => {
  const user = userBySub(sub)
  if (!user) return undefined
  return { accountId: sub, claims: () => idClaims(user) }
}

/** Nobody is asked whether our own web app may know who they are: the grant is there before it is looked for. */
const loadExistingGrant = async (ctx: KoaContextWithOIDC) => {
  const { client, session, provider, params } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const { clientId } = client
  const { accountId } = session
  const before = await provider.Grant.find(session.grantIdFor(clientId) ?? "")
  const grant = before?.accountId === accountId ? before : new provider.Grant({ clientId, accountId })
  grant.addOIDCScope(String(params?.scope ?? "openid"))
  await grant.save()
  return grant
}

const html = (ctx: KoaContextWithOIDC, page: string) => {
  ctx.type = "html"
  ctx.body = page
}

const client = (origin: string) => ({
  client_id: clientId,
  client_name: "Ledgerdesk",
  token_endpoint_auth_method: "none" as const,
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code" as const],
  redirect_uris: redirectUris(origin),
  post_logout_redirect_uris: postLogoutRedirectUris(origin),
  require_auth_time: true,
})

const features: Configuration["features"] = {
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  resourceIndicators: { enabled: false },
  revocation: { enabled: true, allowedPolicy: () => true },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (ctx, form) => html(ctx, signOutPage(form)),
    postLogoutSuccessSource: (ctx) => html(ctx, messagePage("Signed out", "You are signed out.")),
  },
}

/** Cookies do not tell ports apart, so two desks on one machine need two names. */
const cookieNames = (origin: string) => {
  const suffix = new URL(origin).port
  return { session: `desk_session_${suffix}`, interaction: `desk_sign_in_${suffix}`, resume: `desk_resume_${suffix}` }
}

const ttl = {
  AccessToken: lifetime.accessToken,
  AuthorizationCode: lifetime.code,
  Grant: lifetime.refreshToken,
  IdToken: lifetime.idToken,
  Interaction: lifetime.interaction,
  RefreshToken: lifetime.refreshToken,
  Session: lifetime.refreshToken,
}

const configuration = (origin: string, keys: Keys, state: State): Configuration => ({
  adapter: signInRecords(state),
  claims: claimsOfScope,
  clientBasedCORS: (_, from) => originsOf(origin).includes(from),
  clients: [client(origin)],
  // The API is called with the ID token, so it carries what it would otherwise leave to the userinfo endpoint.
  conformIdTokenClaims: false,
  cookies: { names: cookieNames(origin), keys: keys.cookies },
  // As on Cognito: a refresh token is given with every code, lives on its own and is not replaced when it is used.
  expiresWithSession: () => false,
  features,
  findAccount,
  interactions: { url: (_, { uid }) => `${mount}/sign-in/${uid}` },
  issueRefreshToken: (_, of) => of.grantTypeAllowed("refresh_token"),
  jwks: { keys: [keys.signing] },
  loadExistingGrant,
  pkce: { required: () => true },
  renderError: (ctx, out) => html(ctx, messagePage("Sign-in failed", `${out.error_description ?? out.error}.`)),
  rotateRefreshToken: false,
  // Cognito's path, so that a verifier finds the keys of either provider in the same way.
  routes: { jwks: "/.well-known/jwks.json" },
  scopes: ["openid", "email", "profile"],
  ttl,
})

/** The OpenID provider of one desk, at `<origin>/auth`. */
export const identityProvider = (origin: string, from: { keys: Keys; state: State }): Provider => {
  const provider = new Provider(issuerOf(origin), configuration(origin, from.keys, from.state))
  provider.on("server_error", (_, error) => console.error(`The identity provider failed: ${error.stack ?? error}`))
  return provider
}
