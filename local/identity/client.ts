/** The web app as the identity provider knows it: a public client, so PKCE and no secret. */
export const clientId = "ledgerdesk-web"

/** Seconds, as the user pool's app client has them on AWS. */
export const lifetime = { idToken: 3600, accessToken: 3600, code: 300, refreshToken: 30 * 86_400, interaction: 3600 }

/** Where the identity provider hangs on the web port. */
export const mount = "/auth"

export const issuerOf = (origin: string) => `${origin}${mount}`

/** A browser may know the machine by either name; cookies and origins then differ, the desk is the same. */
export const originsOf = (origin: string): string[] => {
  const { port } = new URL(origin)
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
}

/** Pages of the web app that the browser comes back to. */
const afterSignIn = ["/signed-in", "/silent-renew"]
const afterSignOut = ["/"]

const pages = (origin: string, paths: readonly string[]) =>
  originsOf(origin).flatMap((each) => paths.map((path) => `${each}${path}`))

export const redirectUris = (origin: string) => pages(origin, afterSignIn)
export const postLogoutRedirectUris = (origin: string) => pages(origin, afterSignOut)
