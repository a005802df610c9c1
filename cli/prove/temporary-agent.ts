import { randomBytes } from "node:crypto"
import { AdminInitiateAuthCommand, AdminSetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider"
import { type PoolUsers, poolUsers } from "#cli/operate/pool-users"
import { env } from "#functions/lib/env"

/** Somebody pressed Ctrl-C, or asked the process to end. */
export class Interrupted extends Error {}

/** Long and random, with a character of every kind that a password policy may ask for. */
const password = () => `${randomBytes(24).toString("base64url")}-aA1!`

const tokenOf = async ({ cognito }: PoolUsers, USERNAME: string): Promise<string> => {
  const UserPoolId = env("USER_POOL_ID")
  const PASSWORD = password()
  const first = { UserPoolId, Username: USERNAME, Password: PASSWORD, Permanent: true }
  await cognito.send(new AdminSetUserPasswordCommand(first))
  const { AuthenticationResult, ChallengeName } = await cognito.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId: env("CLIENT_ID"),
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  )
  if (AuthenticationResult?.IdToken) return AuthenticationResult.IdToken
  throw new Error(`The user pool lets nobody in by password alone (${ChallengeName}): is a second factor required?`)
}

/** Rejects as soon as the process is asked to end. What is asked again meanwhile changes nothing. */
const interruption = () => {
  const { promise, reject } = Promise.withResolvers<never>()
  promise.catch(() => undefined)
  const stop = () => reject(new Interrupted("Interrupted"))
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop)
  const ignore = () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop)
  }
  return { promise, ignore }
}

/** Nobody may stay behind who could sign in. */
const removed = async (users: PoolUsers, email: string): Promise<void> => {
  await users.remove(email).catch((error: unknown) => {
    throw new Error(`The temporary agent is still there (${error}): run \`desk user remove ${email} --stage …\``)
  })
}

/**
 * Does `work` with the ID token of an agent who is made for it and deleted afterwards, whatever comes of it: also when it
 * fails, and on Ctrl-C, for which it throws Interrupted.
 */
export const asTemporaryAgent = async <T>(work: (token: string) => Promise<T>): Promise<T> => {
  const users = poolUsers(env("USER_POOL_ID"))
  const email = `prove-${randomBytes(6).toString("hex")}@example.com`
  const interrupted = interruption()
  try {
    await users.add({ email, role: "agent", name: "Temporary prover", invited: false })
    try {
      return await Promise.race([tokenOf(users, email).then(work), interrupted.promise])
    } finally {
      await removed(users, email)
    }
  } finally {
    interrupted.ignore()
    users.close()
  }
}
