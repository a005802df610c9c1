/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import { type Deployed, whole } from "#stacks/physical"
import type { Stage } from "#stacks/stage"

/** Who works at the desk; whoever is in no group is a customer. As functions/lib/caller.ts reads them. */
const groups = ["admin", "agent", "integration"] as const

export type Users = Deployed & {
  pool: aws.cognito.UserPool
  client: aws.cognito.UserPoolClient
  issuer: $util.Output<string>
}

/** The user pool with its groups and the web app's client: a public one, so code flow with PKCE and no secret. */
export const users = ({ settings, named }: Stage): Users => {
  const pool = new aws.cognito.UserPool("Users", {
    name: named(resources.users.name),
    usernameAttributes: ["email"],
    autoVerifiedAttributes: ["email"],
    deletionProtection: settings.kept ? "ACTIVE" : "INACTIVE",
  })
  for (const name of groups) new aws.cognito.UserGroup(`${name}Group`, { name, userPoolId: pool.id })
  const client = new aws.cognito.UserPoolClient("Web", { name: "web", userPoolId: pool.id, generateSecret: false })
  const issuer = $interpolate`https://cognito-idp.${settings.region}.amazonaws.com/${pool.id}`
  return { ...whole(pool.id, pool.arn), pool, client, issuer }
}
