import { callAws } from "#cli/stage/aws-call"

/** Whose AWS account would be changed, and as whom. */
export type Caller = { account: string; arn: string }

const element = (text: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? ""

/**
 * Asks STS who the credentials of the environment belong to. Needs no permission. Throws one line where they are missing
 * or do not count.
 */
export const callerIdentity = async (): Promise<Caller> => {
  const { status, text } = await callAws({
    service: "sts",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: "Action=GetCallerIdentity&Version=2011-06-15",
  })
  if (status === 200) return { account: element(text, "Account"), arn: element(text, "Arn") }
  throw new Error(
    `AWS refuses the credentials (${element(text, "Message") || status}): sign in again, or set AWS_PROFILE`,
  )
}
