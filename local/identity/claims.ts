import { type DemoUser, fullName } from "#local/identity/demo-users"

/** As much of a user of the pool as a token needs. */
type Member = { sub: string; groups: readonly string[]; attributes: Readonly<Record<string, string>> }

/** Claims by the scope that asks for them; Cognito puts its own into every ID token. */
export const claimsOfScope = {
  openid: ["sub", "cognito:groups", "cognito:username", "token_use"],
  email: ["email", "email_verified"],
  profile: ["name", "given_name", "family_name"],
}

/**
 * What Cognito's ID token says about a user, without the registered claims (`iss`, `aud`, `exp` …).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export const idClaims = (user: DemoUser) => ({
  sub: user.sub,
  "cognito:groups": [user.role],
  "cognito:username": user.sub,
  token_use: "id",
  name: fullName(user),
  given_name: user.givenName,
  family_name: user.familyName,
  ...(user.email && { email: user.email, email_verified: true }),
})

/** The same of somebody who was made in the pool: attributes are text there, and who is in no group has no such claim. */
export const memberClaims = ({ sub, groups, attributes: { email_verified, ...attributes } }: Member) => ({
  ...attributes,
  sub,
  ...(groups.length > 0 && { "cognito:groups": [...groups] }),
  "cognito:username": sub,
  token_use: "id",
  ...(email_verified && { email_verified: email_verified === "true" }),
})
