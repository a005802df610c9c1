import { createServer } from "node:http"
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { decodeJwt } from "jose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { memberClaims } from "#local/identity/claims"
import { clientId } from "#local/identity/client"
import { cognito } from "#local/identity/cognito"
import { signedIdToken } from "#local/identity/id-token"
import { openPool } from "#local/identity/pool"
import { openState, type State } from "#local/state"
import { dataFolder, remove } from "#test/local/identity/desk"

const pool = { UserPoolId: "ledgerdesk-users" }
const issuer = "http://127.0.0.1:1/auth"
const server = createServer()
let client: CognitoIdentityProviderClient
let folder: string
let state: State

beforeAll(async () => {
  folder = await dataFolder()
  state = openState(folder)
  const service = cognito({
    poolId: pool.UserPoolId,
    users: openPool(state),
    idToken: (user) => signedIdToken({ folder, issuer, claims: memberClaims(user) }, Date.now()),
  })
  server.on("request", service.handle)
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : 0
  client = new CognitoIdentityProviderClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })
})
afterAll(async () => {
  client.destroy()
  await new Promise((closed) => server.close(closed))
  state.close()
  await remove(folder)
})

const list = (GroupName: string, more: { Limit?: number; NextToken?: string; UserPoolId?: string } = {}) =>
  client.send(new ListUsersInGroupCommand({ UserPoolId: "ledgerdesk-users", GroupName, ...more }))

test("lists the agents with their attributes", async () => {
  const { Users } = await list("agent")
  expect(Users?.map(({ Attributes }) => Attributes?.find(({ Name }) => Name === "name")?.Value)).toEqual([
    "Ann Archer",
    "Bob Baker",
  ])
  expect(Users?.[0]).toMatchObject({
    Enabled: true,
    UserStatus: "CONFIRMED",
    UserCreateDate: expect.any(Date),
    Attributes: expect.arrayContaining([
      { Name: "sub", Value: Users?.[0]?.Username },
      { Name: "email", Value: "ann.archer@example.com" },
      { Name: "email_verified", Value: "true" },
    ]),
  })
})

test("pages through a group", async () => {
  const first = await list("agent", { Limit: 1 })
  const second = await list("agent", { Limit: 1, NextToken: first.NextToken ?? "" })
  expect([first.Users?.length, second.Users?.length, second.NextToken]).toEqual([1, 1, undefined])
  expect(first.Users?.[0]?.Username).not.toBe(second.Users?.[0]?.Username)
})

test("finds a user by name or e-mail address", async () => {
  const get = (Username: string) => client.send(new AdminGetUserCommand({ UserPoolId: "ledgerdesk-users", Username }))
  const byEmail = await get("ada.admin@example.com")
  expect(await get(byEmail.Username ?? "")).toMatchObject({
    UserAttributes: expect.arrayContaining([{ Name: "name", Value: "Ada Admin" }]),
  })
  expect((await get("Ada.Admin@Example.com")).Username).toBe(byEmail.Username)
  expect(await get("bob.baker@example.com")).toMatchObject({ UserStatus: "CONFIRMED" })
  await expect(get("bob.ba\u212Aer@example.com")).rejects.toMatchObject({ name: "UserNotFoundException" })
  await expect(get("nobody")).rejects.toMatchObject({ name: "UserNotFoundException" })
})

test.each([
  ["another pool", "agent", "us-east-1_other"],
  ["an unknown group", "wizards", "ledgerdesk-users"],
])("%s is refused", async (_, group, UserPoolId) => {
  await expect(list(group, { UserPoolId })).rejects.toMatchObject({ name: "ResourceNotFoundException" })
})

/** Somebody new in the pool, with the groups and the password that are given. */
const newcomer = async (Username: string) => {
  const UserAttributes = [
    { Name: "name", Value: "Nora New" },
    { Name: "email_verified", Value: "true" },
  ]
  await client.send(new AdminCreateUserCommand({ ...pool, Username, UserAttributes, MessageAction: "SUPPRESS" }))
  return { ...pool, Username }
}

const signIn = (USERNAME: string, PASSWORD: string) => {
  const AuthParameters = { USERNAME, PASSWORD }
  const AuthFlow = "ADMIN_USER_PASSWORD_AUTH"
  return client.send(new AdminInitiateAuthCommand({ ...pool, ClientId: clientId, AuthFlow, AuthParameters }))
}

test("somebody new signs in as what they were made, and is gone once they are deleted", async () => {
  const nora = await newcomer("nora@example.com")
  await client.send(new AdminAddUserToGroupCommand({ ...nora, GroupName: "agent" }))
  await client.send(new AdminSetUserPasswordCommand({ ...nora, Password: "correct-Horse-1", Permanent: true }))
  const { AuthenticationResult } = await signIn(nora.Username, "correct-Horse-1")
  expect(decodeJwt(AuthenticationResult?.IdToken ?? "")).toMatchObject({
    ...{ iss: issuer, aud: clientId, name: "Nora New", email: nora.Username, email_verified: true, token_use: "id" },
    "cognito:groups": ["agent"],
  })
  expect((await list("agent")).Users).toHaveLength(3)
  await client.send(new AdminDeleteUserCommand(nora))
  expect((await list("agent")).Users).toHaveLength(2)
  await expect(signIn(nora.Username, "correct-Horse-1")).rejects.toMatchObject({ name: "NotAuthorizedException" })
})

test("an address in another case is the same user's", async () => {
  await newcomer("nina@example.com")
  await expect(newcomer("Nina@Example.com")).rejects.toMatchObject({ name: "UsernameExistsException" })
})

test("a first password must be replaced, and another one does not count", async () => {
  const otto = await newcomer("otto@example.com")
  await client.send(new AdminSetUserPasswordCommand({ ...otto, Password: "correct-Horse-1" }))
  expect(await signIn(otto.Username, "correct-Horse-1")).toMatchObject({ ChallengeName: "NEW_PASSWORD_REQUIRED" })
  await expect(signIn(otto.Username, "correct-Horse-2")).rejects.toMatchObject({ name: "NotAuthorizedException" })
})

test("nobody is made twice, and nobody is put into a group that is not there", async () => {
  const paula = await newcomer("paula@example.com")
  await expect(newcomer(paula.Username)).rejects.toMatchObject({ name: "UsernameExistsException" })
  const asked = client.send(new AdminAddUserToGroupCommand({ ...paula, GroupName: "wizards" }))
  await expect(asked).rejects.toMatchObject({ name: "ResourceNotFoundException" })
})

test("the demo users stay as they are", async () => {
  const asked = client.send(new AdminDeleteUserCommand({ ...pool, Username: "ann.archer@example.com" }))
  await expect(asked).rejects.toMatchObject({ name: "NotAuthorizedException" })
})

test("an operation that is not here is refused", async () => {
  const asked = client.send(new ListUsersCommand({ UserPoolId: "ledgerdesk-users" }))
  await expect(asked).rejects.toMatchObject({ name: "UnknownOperationException" })
})
