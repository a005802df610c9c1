/** What the app asks of the identity provider, and its pages that the provider leads back to. */
export const scopes = ["openid", "profile", "email"] as const
export const signedInPath = "/signed-in"
export const signedOutPath = "/"
