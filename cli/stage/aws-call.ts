import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider"
import { signedHeaders } from "#cli/stage/signature"

/** What a call of a service that we have no client for says. */
export type AwsCall = { service: "sts" | "ssm"; headers: Record<string, string>; body: string }

/** What AWS answered, also where it refused. */
export type AwsAnswer = { status: number; text: string }

/** In milliseconds. */
const patience = 20_000

const endpointOf = (service: string, region: string) =>
  new URL(
    process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
      process.env.AWS_ENDPOINT_URL ??
      `https://${service}.${region}.amazonaws.com`,
  )

/** The SDK's own way to credentials: environment, profile, SSO, role. */
const whoAsks = async () => {
  const client = new CognitoIdentityProviderClient({})
  try {
    return { credentials: await client.config.credentials(), region: await client.config.region() }
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : error
    throw new Error(
      `No AWS credentials were found (${reason}): sign in, for example by \`aws sso login\`, and set AWS_PROFILE`,
    )
  } finally {
    client.destroy()
  }
}

/** Calls AWS with the credentials and the region of the environment. Throws one line where nobody can be asked. */
export const callAws = async ({ service, headers, body }: AwsCall): Promise<AwsAnswer> => {
  const { credentials, region } = await whoAsks()
  const url = endpointOf(service, region)
  const signed = signedHeaders({ host: url.host, headers, body }, { service, region, credentials, now: new Date() })
  const { host: _, ...sent } = signed
  const asked = fetch(url, { method: "POST", headers: sent, body, signal: AbortSignal.timeout(patience) })
  const response = await asked.catch((error: unknown) => {
    throw new Error(`${url.host} does not answer (${error}): look at your connection and at LEDGERDESK_REGION`, {
      cause: error,
    })
  })
  return { status: response.status, text: await response.text() }
}
