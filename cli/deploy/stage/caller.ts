import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts"
import { asking } from "#cli/deploy/stage/asking"

/** Whose AWS account would be changed, and as whom. */
export type Caller = { account: string; arn: string }

/**
 * Asks STS who the credentials of the environment belong to. Needs no permission. Throws one line where they are missing
 * or do not count.
 */
export const callerIdentity = async (): Promise<Caller> => {
  const sts = new STSClient({})
  const { Account = "", Arn = "" } = await asking("sts:GetCallerIdentity", () =>
    sts.send(new GetCallerIdentityCommand()),
  ).finally(() => sts.destroy())
  return { account: Account, arn: Arn }
}
