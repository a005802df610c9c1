import { type Resource, resources } from "#functions/resources"
import { usualCloseAfterDays } from "#functions/spec"
import { clientId } from "#local/identity/client"
import { account, arn, region } from "#local/region"

/** Where the local cloud was found to listen. */
export type Addresses = { awsUrl: string; issuer: string; llmModel?: string | undefined }

/** The one user pool, as Cognito names pools. */
export const userPoolId = `${region}_ledgerdesk`

/** A queue's URL, as the local SQS gives it out. */
export const queueUrl = (awsUrl: string, name: string) => `${awsUrl}/${account}/${name}`

/** What a function learns about a resource: a name, or the URL or ARN that the SDK wants instead. */
const value = ({ kind, name }: Resource, { awsUrl, llmModel }: Addresses): string => {
  const special: { [K in Resource["kind"]]?: string } = {
    queue: queueUrl(awsUrl, name),
    "state-machine": arn("states", `stateMachine:${name}`),
    topic: arn("sns", name),
    live: awsUrl,
    users: userPoolId,
    sentiment: "en",
    secret: arn("secretsmanager", `secret:${name}`),
    ...(llmModel && { model: llmModel }),
  }
  return special[kind] ?? name
}

/** What functions on this machine learn of every resource, by the name of the variable. */
export const resourceNames = (addresses: Addresses): Record<string, string> =>
  Object.fromEntries(Object.values(resources).map((each) => [each.env, value(each, addresses)]))

/**
 * The environment of every function on this machine. The names are the manifest's, so a function cannot tell the local
 * cloud from AWS. `AWS_ENDPOINT_URL_<SERVICE>` of the caller's environment keeps its say.
 */
export const environment = (addresses: Addresses): Record<string, string> => ({
  ...resourceNames(addresses),
  AWS_ENDPOINT_URL: addresses.awsUrl,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  ISSUER: addresses.issuer,
  CLIENT_ID: clientId,
  CLOSE_AFTER_DAYS: process.env.CLOSE_AFTER_DAYS ?? String(usualCloseAfterDays),
  POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? "WARN",
  POWERTOOLS_METRICS_DISABLED: process.env.POWERTOOLS_METRICS_DISABLED ?? "true",
})
