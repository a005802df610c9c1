import { createServer } from "node:http"
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cognito } from "#local/identity/cognito"

const server = createServer(cognito("ledgerdesk-users").handle)
let client: CognitoIdentityProviderClient

beforeAll(async () => {
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
  await expect(get("nobody")).rejects.toMatchObject({ name: "UserNotFoundException" })
})

test.each([
  ["another pool", "agent", "us-east-1_other"],
  ["an unknown group", "wizards", "ledgerdesk-users"],
])("%s is refused", async (_, group, UserPoolId) => {
  await expect(list(group, { UserPoolId })).rejects.toMatchObject({ name: "ResourceNotFoundException" })
})

test("an operation that is not here is refused", async () => {
  const asked = client.send(new ListUsersCommand({ UserPoolId: "ledgerdesk-users" }))
  await expect(asked).rejects.toMatchObject({ name: "UnknownOperationException" })
})
