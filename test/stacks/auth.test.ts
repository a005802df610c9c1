import { describe, expect, test } from "vitest"
import { callerOf } from "#functions/http/caller"
import { lifetime } from "#local/identity/client"
import { ofType, only } from "#test/support/synth/reading"
import { equipped, leftOut, stacksOf } from "#test/support/synth/stacks"
import { scopes } from "#web/sign-in.ts"

const graph = await stacksOf({ stage: "test" })
const pool = only(graph, "cognito/userPool:UserPool").inputs
const client = only(graph, "cognito/userPoolClient:UserPoolClient").inputs

describe("the user pool", () => {
  test("knows people by their e-mail address, which they prove before it counts", () => {
    expect(pool).toMatchObject({
      usernameAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ["email"],
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
    })
  })

  test("lets customers sign themselves up with a name and an address", () => {
    const required = { required: true, mutable: true, attributeDataType: "String" }
    expect(pool).toMatchObject({
      adminCreateUserConfig: { allowAdminCreateUserOnly: false },
      schemas: [
        { name: "email", ...required },
        { name: "name", ...required },
      ],
    })
  })

  test("wants long passwords, and takes a second factor from an app", () => {
    expect(pool).toMatchObject({
      passwordPolicy: { minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true },
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
    })
  })

  test("gives a lost account back by e-mail only", () => {
    expect(pool.accountRecoverySetting).toEqual({ recoveryMechanisms: [{ name: "verified_email", priority: 1 }] })
  })

  test("has the groups of everybody who is no customer", () => {
    const groups = ofType(graph, "cognito/userGroup:UserGroup").map(({ inputs }) => inputs.name)
    const roles = groups.map((group) => callerOf({ sub: "s", "cognito:groups": [group] }).role)
    expect(groups.toSorted()).toEqual(["admin", "agent", "integration"])
    expect(roles).toEqual(groups)
  })

  test("goes with its stage, and in production stays whatever happens", async () => {
    const production = only(await stacksOf({ stage: "production" }), "cognito/userPool:UserPool")
    expect(pool.deletionProtection).toBe("INACTIVE")
    expect(production).toMatchObject({ retainOnDelete: true, inputs: { deletionProtection: "ACTIVE" } })
  })

  test("mails by itself until the sender is verified, then by SES", async () => {
    const verified = only(await stacksOf(equipped), "cognito/userPool:UserPool").inputs
    expect(pool.emailConfiguration).toEqual({ emailSendingAccount: "COGNITO_DEFAULT" })
    expect(verified.emailConfiguration).toEqual({
      emailSendingAccount: "DEVELOPER",
      fromEmailAddress: "Ledgerdesk <desk@ledgerdesk.example>",
      sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/desk@ledgerdesk.example",
    })
    // "You can set an EmailMessage template only if the value of EmailSendingAccount is DEVELOPER."
    expect(pool).not.toHaveProperty("verificationMessageTemplate")
    expect(verified.verificationMessageTemplate).toMatchObject({ emailMessage: expect.stringContaining("{####}") })
  })
})

describe("its client", () => {
  test("is public, and signs in by code at the web app's addresses only", () => {
    expect(client).toMatchObject({
      generateSecret: false,
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["code"],
      allowedOauthScopes: [...scopes],
      supportedIdentityProviders: ["COGNITO"],
      callbackUrls: ["https://web.cloudfront.net/signed-in"],
      logoutUrls: ["https://web.cloudfront.net/"],
    })
  })

  test("gives tokens that live as long as the local ones, and takes them back", () => {
    expect(client).toMatchObject({
      tokenValidityUnits: { idToken: "minutes", accessToken: "minutes", refreshToken: "days" },
      idTokenValidity: lifetime.idToken / 60,
      accessTokenValidity: lifetime.accessToken / 60,
      refreshTokenValidity: lifetime.refreshToken / 86_400,
      enableTokenRevocation: true,
    })
  })

  test("tells nobody who has an account", () => {
    expect(client.preventUserExistenceErrors).toBe("ENABLED")
  })

  test("puts name and proven address into the ID token, and lets nobody call an address proven", () => {
    expect(client.readAttributes).toEqual(["email", "email_verified", "name"])
    expect(client.writeAttributes).toEqual(["email", "name"])
  })

  test("signs programs and administrators in without a browser, never with a password in the clear", () => {
    expect(client.explicitAuthFlows).toEqual([
      "ALLOW_USER_SRP_AUTH",
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
    ])
  })

  test("has sign-in pages of its own", () => {
    expect(only(graph, "cognito/userPoolDomain:UserPoolDomain").inputs).toMatchObject({
      domain: "test-ledgerdesk-123456789012",
      managedLoginVersion: 2,
    })
    expect(only(graph, "cognito/managedLoginBranding:ManagedLoginBranding").inputs.clientId).toBe("web")
  })

  test("does without browsers where the web app is left out", async () => {
    const bare = await stacksOf(leftOut)
    const { inputs } = only(bare, "cognito/userPoolClient:UserPoolClient")
    expect(inputs.explicitAuthFlows).toEqual(client.explicitAuthFlows)
    expect(inputs).not.toHaveProperty("callbackUrls")
    expect(inputs).not.toHaveProperty("allowedOauthFlows")
    expect(ofType(bare, "cognito/userPoolDomain:UserPoolDomain")).toEqual([])
  })
})
