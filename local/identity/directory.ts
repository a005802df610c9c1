import { z } from "zod"
import type { Pool, PoolUser } from "#local/identity/pool"
import { AwsError } from "#local/service"

/** What the user pool's operations work on. */
export type Directory = {
  poolId: string
  users: Pool
  /** An ID token for somebody who has proven who they are. */
  idToken: (user: PoolUser) => Promise<string>
}

/** What every operation on the pool is given. */
export const inPool = z.object({ UserPoolId: z.string() })

const ByName = inPool.extend({ Username: z.string().min(1) })

/** The input of an operation. Throws as Cognito does where it is wrong, or means another pool. */
export const checked = <S extends z.ZodType<z.infer<typeof inPool>>>(
  { poolId }: Directory,
  shape: S,
  input: unknown,
): z.infer<S> => {
  const result = shape.safeParse(input)
  if (!result.success) throw new AwsError("InvalidParameterException", z.prettifyError(result.error))
  const asked: z.infer<typeof inPool> = result.data
  if (asked.UserPoolId === poolId) return result.data
  throw new AwsError("ResourceNotFoundException", `User pool ${asked.UserPoolId} does not exist.`)
}

/** The user of an operation, found by user name or, as an alias, by e-mail address. */
export const called = (directory: Directory, input: unknown): PoolUser => {
  const { Username } = checked(directory, ByName, input)
  const user = directory.users.find(Username)
  if (user) return user
  throw new AwsError("UserNotFoundException", "User does not exist.")
}
