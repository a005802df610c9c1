import { z } from "zod"
import { idClaims } from "#local/identity/claims"
import { type DemoUser, demoUsers, people } from "#local/identity/demo-users"
import { AwsError, jsonService, type Service } from "#local/service"

/** The demo users were made when the desk was; epoch seconds. */
const createdAt = Date.UTC(2026, 0, 1) / 1000

const parse = <S extends z.ZodType>(shape: S, input: unknown): z.infer<S> => {
  const result = shape.safeParse(input)
  if (result.success) return result.data
  throw new AwsError("InvalidParameterException", z.prettifyError(result.error))
}

const checkPool = (asked: string, pool: string) => {
  if (asked === pool) return
  throw new AwsError("ResourceNotFoundException", `User pool ${asked} does not exist.`)
}

/** Every attribute is text, as in Cognito. */
const attributesOf = (user: DemoUser) =>
  Object.entries(idClaims(user))
    .filter(([name]) => !name.startsWith("cognito:") && name !== "token_use")
    .map(([Name, value]) => ({ Name, Value: String(value) }))

const shown = (user: DemoUser) => ({
  Username: user.sub,
  Enabled: true,
  UserStatus: "CONFIRMED",
  UserCreateDate: createdAt,
  UserLastModifiedDate: createdAt,
})

const groups = new Set<string>(demoUsers.map((user) => user.role))

const InGroup = z.object({
  UserPoolId: z.string(),
  GroupName: z.string(),
  Limit: z.int().min(0).max(60).default(60),
  NextToken: z.string().regex(/^\d+$/).optional(),
})

const listUsersInGroup = (pool: string) => async (input: unknown) => {
  const { UserPoolId, GroupName, Limit, NextToken } = parse(InGroup, input)
  checkPool(UserPoolId, pool)
  if (!groups.has(GroupName)) throw new AwsError("ResourceNotFoundException", `Group not found: ${GroupName}`)
  const members = people.filter((user) => user.role === GroupName)
  const from = Number(NextToken ?? 0)
  const to = from + (Limit || 60)
  return {
    Users: members.slice(from, to).map((user) => ({ ...shown(user), Attributes: attributesOf(user) })),
    ...(to < members.length && { NextToken: String(to) }),
  }
}

const ByName = z.object({ UserPoolId: z.string(), Username: z.string() })

/** A user is found by user name or, as an alias, by e-mail address. */
const adminGetUser = (pool: string) => async (input: unknown) => {
  const { UserPoolId, Username } = parse(ByName, input)
  checkPool(UserPoolId, pool)
  const user = people.find(({ sub, email }) => sub === Username || email === Username)
  if (!user) throw new AwsError("UserNotFoundException", "User does not exist.")
  return { ...shown(user), UserAttributes: attributesOf(user) }
}

/**
 * The user pool `pool`, as far as functions ask it: ListUsersInGroup and AdminGetUser, in the shapes of
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/.
 */
export const cognito = (pool: string): Service =>
  jsonService(["cognito-idp"], { ListUsersInGroup: listUsersInGroup(pool), AdminGetUser: adminGetUser(pool) })
