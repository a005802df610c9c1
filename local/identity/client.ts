import { signedInPath, signedOutPath } from "#web/sign-in.ts"

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

export const redirectUris = (origin: string) => originsOf(origin).map((each) => `${each}${signedInPath}`)
export const postLogoutRedirectUris = (origin: string) => originsOf(origin).map((each) => `${each}${signedOutPath}`)
