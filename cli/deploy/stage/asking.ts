/** Names by which the SDK says that it found no credentials, or old ones. */
const signIn = [
  "CredentialsProviderError",
  "TokenProviderError",
  "ExpiredTokenException",
  "UnrecognizedClientException",
]

const firstLine = (error: Error) => error.message.split("\n")[0] ?? ""

const reasonOf = (error: Error, service: string): string => {
  if (signIn.includes(error.name))
    return `No AWS credentials were found (${firstLine(error)}): sign in, for example by \`aws sso login\`, and set AWS_PROFILE`
  if ("$fault" in error) return `AWS refuses ${service} (${error.name}: ${firstLine(error)})`
  return `${service} does not answer (${firstLine(error)}): look at your connection and at LEDGERDESK_REGION`
}

/** One call of AWS before anything else was asked. Throws one line that says what to do. */
export const asking = async <Answer>(service: string, call: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new Error(reasonOf(error, service), { cause: error })
  }
}
