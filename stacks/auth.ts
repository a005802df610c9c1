/// <reference path="../.sst/platform/config.d.ts" />
import { resources } from "#functions/resources"
import { groups } from "#schemas/groups"
import { type Deployed, whole } from "#stacks/physical"
import type { Stage } from "#stacks/stage"
import { scopes, signedInPath, signedOutPath } from "#web/sign-in.ts"

export type Users = Deployed & {
  pool: aws.cognito.UserPool
  client: aws.cognito.UserPoolClient
  issuer: $util.Output<string>
}

/** An attribute that people give when they sign up. The constraints are Cognito's own, which it wants repeated. */
const required = (name: string) => ({
  name,
  attributeDataType: "String",
  required: true,
  mutable: true,
  stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
})

/**
 * Cognito's own sender needs nothing, sends 50 mails a day, and takes no words of ours:
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerificationMessageTemplateType.html
 */
const mailing = ({ settings: { signInMail, mailFrom, mailIdentity = mailFrom }, arn }: Stage) =>
  signInMail === "cognito"
    ? { emailConfiguration: { emailSendingAccount: "COGNITO_DEFAULT" } }
    : {
        emailConfiguration: {
          emailSendingAccount: "DEVELOPER",
          fromEmailAddress: `Ledgerdesk <${mailFrom}>`,
          sourceArn: arn("ses", `identity/${mailIdentity}`),
        },
        verificationMessageTemplate: {
          defaultEmailOption: "CONFIRM_WITH_CODE",
          emailSubject: "Your code for Ledgerdesk",
          emailMessage: "Your code is {####}. If you did not ask for it, nothing needs to be done.",
        },
      }

const userPool = (stage: Stage) =>
  new aws.cognito.UserPool(
    "Users",
    {
      name: stage.named(resources.users.name),
      usernameAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      schemas: [required("email"), required("name")],
      // Customers sign themselves up, and are known by the address that they have proven.
      adminCreateUserConfig: { allowAdminCreateUserOnly: false },
      autoVerifiedAttributes: ["email"],
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      ...mailing(stage),
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: false,
        temporaryPasswordValidityDays: 3,
      },
      // A pool asks everybody or nobody, and customers are in the same pool as agents: docs/decisions/0020.
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
      userPoolTier: "ESSENTIALS",
      deletionProtection: stage.settings.kept ? "ACTIVE" : "INACTIVE",
    },
    { retainOnDelete: stage.settings.kept },
  )

/** How a browser signs in: code flow, for which Cognito takes PKCE, and back to the web app only. */
const bySignInPage = (app: $util.Output<string>) => {
  const back = $interpolate`${app}${signedInPath}`
  return {
    supportedIdentityProviders: ["COGNITO"],
    allowedOauthFlowsUserPoolClient: true,
    allowedOauthFlows: ["code"],
    allowedOauthScopes: [...scopes],
    callbackUrls: [back],
    defaultRedirectUri: back,
    logoutUrls: [$interpolate`${app}${signedOutPath}`],
  }
}

/** A public client. Besides the sign-in page: SRP for programs, and passwords for administrators of the AWS account. */
const publicClient = (pool: aws.cognito.UserPool, app: $util.Output<string> | undefined) =>
  new aws.cognito.UserPoolClient("Web", {
    name: "web",
    userPoolId: pool.id,
    generateSecret: false,
    explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    preventUserExistenceErrors: "ENABLED",
    enableTokenRevocation: true,
    tokenValidityUnits: { idToken: "minutes", accessToken: "minutes", refreshToken: "days" },
    idTokenValidity: 60,
    accessTokenValidity: 60,
    refreshTokenValidity: 30,
    readAttributes: ["email", "email_verified", "name"],
    writeAttributes: ["email", "name"],
    ...(app && bySignInPage(app)),
  })

const prefix = ({ named, account }: Stage) => $interpolate`${named("ledgerdesk")}-${account}`

/** The origins that the app's pages talk to when they sign somebody in: Cognito's API, and its pages. */
export const signInOrigins = (stage: Stage): $util.Output<string>[] => {
  const { region } = stage.settings
  return [
    $interpolate`https://cognito-idp.${region}.amazonaws.com`,
    $interpolate`https://${prefix(stage)}.auth.${region}.amazoncognito.com`,
  ]
}

/** Cognito's managed login (version 2) in its own colours. */
const signInPages = (stage: Stage, pool: aws.cognito.UserPool, client: aws.cognito.UserPoolClient) => {
  new aws.cognito.UserPoolDomain("SignIn", { domain: prefix(stage), userPoolId: pool.id, managedLoginVersion: 2 })
  new aws.cognito.ManagedLoginBranding("SignInStyle", {
    userPoolId: pool.id,
    clientId: client.id,
    useCognitoProvidedValues: true,
  })
}

/** The user pool with its groups and its one client, and sign-in pages for the web app at `app` where there is one. */
export const users = (stage: Stage, app?: $util.Output<string>): Users => {
  const pool = userPool(stage)
  for (const name of groups) new aws.cognito.UserGroup(`${name}Group`, { name, userPoolId: pool.id })
  const client = publicClient(pool, app)
  if (app) signInPages(stage, pool, client)
  const issuer = $interpolate`https://cognito-idp.${stage.settings.region}.amazonaws.com/${pool.id}`
  return { ...whole(pool.id, pool.arn), pool, client, issuer }
}
