import { z } from "zod"
import { clientId, lifetime } from "#local/identity/client"
import { called, checked, type Directory, inPool } from "#local/identity/directory"
import { groups, isPassword, type PoolUser } from "#local/identity/pool"
import { AwsError, type Operation } from "#local/service"

const NewUser = inPool.extend({
  Username: z.email(),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string().default("") })).default([]),
})
/** Cognito's own least, which the stacks raise. */
const Password = inPool.extend({ Password: z.string().min(6).max(256), Permanent: z.boolean().default(false) })
const Group = inPool.extend({ GroupName: z.string() })
const SignIn = inPool.extend({
  ClientId: z.string(),
  AuthFlow: z.literal("ADMIN_USER_PASSWORD_AUTH"),
  AuthParameters: z.object({ USERNAME: z.string(), PASSWORD: z.string() }),
})

/** Whoever an operation changes. The demo users are the same on every machine. */
const changeable = (directory: Directory, input: unknown): PoolUser => {
  const user = called(directory, input)
  if (!directory.users.isDemo(user)) return user
  throw new AwsError("NotAuthorizedException", "A demo user stays as it is.")
}

const create = (directory: Directory, input: unknown): PoolUser => {
  const { Username, UserAttributes } = checked(directory, NewUser, input)
  if (directory.users.find(Username)) throw new AwsError("UsernameExistsException", "User account already exists")
  const given = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]))
  return directory.users.create({ ...given, email: Username }, Date.now())
}

const addToGroup = (directory: Directory, input: unknown) => {
  const { GroupName } = checked(directory, Group, input)
  if (!groups.has(GroupName)) throw new AwsError("ResourceNotFoundException", "Group not found.")
  directory.users.addTo(changeable(directory, input), GroupName)
}

const setPassword = (directory: Directory, input: unknown) => {
  const { Password: password, Permanent } = checked(directory, Password, input)
  directory.users.setPassword(changeable(directory, input), password, Permanent)
}

/** Cognito does not say whether it was the name or the password that was wrong. */
const refused = () => new AwsError("NotAuthorizedException", "Incorrect username or password.")

const signIn = async (directory: Directory, input: unknown) => {
  const { ClientId, AuthParameters } = checked(directory, SignIn, input)
  if (ClientId !== clientId)
    throw new AwsError("ResourceNotFoundException", `User pool client ${ClientId} does not exist.`)
  const user = directory.users.find(AuthParameters.USERNAME)
  if (!user || !isPassword(user, AuthParameters.PASSWORD)) throw refused()
  if (user.status !== "CONFIRMED") return { ChallengeName: "NEW_PASSWORD_REQUIRED", ChallengeParameters: {} }
  const IdToken = await directory.idToken(user)
  return {
    AuthenticationResult: { IdToken, ExpiresIn: lifetime.idToken, TokenType: "Bearer" },
    ChallengeParameters: {},
  }
}

/** What an administrator does with the users of a pool. `shown` is how a user is answered. */
export const administration = (directory: Directory, shown: (user: PoolUser) => object): Record<string, Operation> => ({
  AdminCreateUser: async (input) => ({ User: shown(create(directory, input)) }),
  AdminSetUserPassword: async (input) => setPassword(directory, input),
  AdminAddUserToGroup: async (input) => addToGroup(directory, input),
  AdminDeleteUser: async (input) => directory.users.remove(changeable(directory, input)),
  AdminInitiateAuth: (input) => signIn(directory, input),
})
