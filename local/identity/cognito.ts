import { z } from "zod"
import { administration } from "#local/identity/administration"
import { called, checked, type Directory, inPool } from "#local/identity/directory"
import { groups, type PoolUser } from "#local/identity/pool"
import { AwsError, jsonService, type Service } from "#local/service"

const attributesOf = ({ attributes }: PoolUser) => Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))

const shown = (user: PoolUser) => ({
  Username: user.sub,
  Enabled: true,
  UserStatus: user.status,
  UserCreateDate: user.createdAt,
  UserLastModifiedDate: user.createdAt,
})

const InGroup = inPool.extend({
  GroupName: z.string(),
  Limit: z.int().min(0).max(60).default(60),
  NextToken: z.string().regex(/^\d+$/).optional(),
})

const listUsersInGroup = (directory: Directory) => async (input: unknown) => {
  const { GroupName, Limit, NextToken } = checked(directory, InGroup, input)
  if (!groups.has(GroupName)) throw new AwsError("ResourceNotFoundException", `Group not found: ${GroupName}`)
  const members = directory.users.all().filter((user) => user.groups.includes(GroupName))
  const from = Number(NextToken ?? 0)
  const to = from + (Limit || 60)
  return {
    Users: members.slice(from, to).map((user) => ({ ...shown(user), Attributes: attributesOf(user) })),
    ...(to < members.length && { NextToken: String(to) }),
  }
}

const adminGetUser = (directory: Directory) => async (input: unknown) => {
  const user = called(directory, input)
  return { ...shown(user), UserAttributes: attributesOf(user) }
}

/**
 * A user pool, as far as functions and commands ask it, in the shapes of
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/.
 */
export const cognito = (directory: Directory): Service<"cognito-idp"> =>
  jsonService("cognito-idp", {
    ListUsersInGroup: listUsersInGroup(directory),
    AdminGetUser: adminGetUser(directory),
    ...administration(directory, (user) => ({ ...shown(user), Attributes: attributesOf(user) })),
  })
