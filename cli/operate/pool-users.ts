import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  paginateListUsersInGroup,
  UserNotFoundException,
  UsernameExistsException,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Group } from "#schemas/groups"

export type NewUser = { email: string; role: Group; name: string; invited: boolean }

/** As `desk user list` shows them. `status` is Cognito's: CONFIRMED, FORCE_CHANGE_PASSWORD … */
export type ListedUser = { email: string; name: string; role: Group; status: string; since: string }

const attribute = ({ Attributes = [] }: UserType, name: string) =>
  Attributes.find(({ Name }) => Name === name)?.Value ?? ""

const listed = (role: Group, user: UserType): ListedUser => ({
  email: attribute(user, "email"),
  name: attribute(user, "name"),
  role,
  status: user.UserStatus ?? "",
  since: user.UserCreateDate?.toISOString() ?? "",
})

/** The user pool as its administrators see it. `close` lets its connections go. */
export const poolUsers = (UserPoolId: string) => {
  const cognito = new CognitoIdentityProviderClient({})

  const remove = async (Username: string): Promise<void> => {
    await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username })).catch((error: unknown) => {
      if (error instanceof UserNotFoundException) throw new Error(`There is no user ${Username}: \`desk user list\``)
      throw error
    })
  }

  /** Whoever could not be put into the group is no customer by mistake, but nobody. */
  const join = async (Username: string, GroupName: Group) => {
    try {
      await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }))
    } catch (error) {
      await remove(Username)
      throw error
    }
  }

  const add = async ({ email, role, name, invited }: NewUser): Promise<void> => {
    const attributes = { name, email, email_verified: "true" }
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
    const how = invited ? { DesiredDeliveryMediums: ["EMAIL" as const] } : { MessageAction: "SUPPRESS" as const }
    const command = new AdminCreateUserCommand({ UserPoolId, Username: email, UserAttributes, ...how })
    await cognito.send(command).catch((error: unknown) => {
      if (error instanceof UsernameExistsException)
        throw new Error(`There is a user ${email} already: \`desk user list\``)
      throw error
    })
    await join(email, role)
  }

  const list = async (role: Group): Promise<ListedUser[]> => {
    const found: ListedUser[] = []
    const pages = paginateListUsersInGroup({ client: cognito }, { UserPoolId, GroupName: role })
    for await (const { Users = [] } of pages) found.push(...Users.map((user) => listed(role, user)))
    return found
  }

  return { cognito, add, remove, list, close: () => cognito.destroy() }
}

export type PoolUsers = ReturnType<typeof poolUsers>
