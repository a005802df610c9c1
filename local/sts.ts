import { element, queryService } from "#local/query-service"
import { account } from "#local/region"
import type { Service } from "#local/service"

const callerIdentity = () =>
  [element("Arn", `arn:aws:iam::${account}:user/local`), element("UserId", "LOCAL"), element("Account", account)].join(
    "",
  )

/** AWS STS: only GetCallerIdentity, by which scripts and the AWS CLI see where they are. */
export const sts = (): Service<"sts"> => queryService("sts", { GetCallerIdentity: callerIdentity })
