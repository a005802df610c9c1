import { resolve } from "node:path"
import { z } from "zod"

const wanted = "it must be a whole number from 0 to 65535"
const Port = z.coerce.number(wanted).int(wanted).min(0, wanted).max(65_535, wanted)

const longer = "it must be a number over 0"

const Environment = z.object({
  PORT: Port.default(3000),
  AWS_PORT: Port.default(4566),
  WAREHOUSE_PORT: Port.default(5439),
  LEDGERDESK_DATA: z.string().min(1).default(".ledgerdesk"),
  LAMBDA_PATIENCE: z.coerce.number(longer).positive(longer).optional(),
  LLM_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LLM_MODEL: z.string().min(1).optional(),
})

/** Where the local cloud listens and keeps its state. Port 0 takes any free one. */
export type Settings = {
  /** Web app and `/api`. */
  port: number
  /** The AWS endpoint. */
  awsPort: number
  /** PostgreSQL protocol. */
  warehousePort: number
  /** Absolute path of the folder that holds all state. */
  dataFolder: string
  /** How many times its timeout a function is given; 1 where it is not said. */
  lambdaPatience?: number
  /** An OpenAI-compatible server that answers instead of the offline engine, and the model to ask there. */
  llmBaseUrl?: string
  llmModel?: string
}

/** `PORT=` on a command line is no port 0. */
const withoutEmpty = (environment: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""))

/**
 * Reads the settings of docs/guides/developer.md; an empty one counts as not set. Throws one line that names the variable
 * which is wrong.
 */
export const readSettings = (environment: Record<string, string | undefined>): Settings => {
  const result = Environment.safeParse(withoutEmpty(environment))
  if (!result.success) {
    const [issue] = result.error.issues
    const name = String(issue?.path[0])
    throw new Error(`${name}=${environment[name]} cannot be used: ${issue?.message}. Unset it for the default.`)
  }
  const { PORT, AWS_PORT, WAREHOUSE_PORT, LEDGERDESK_DATA, LAMBDA_PATIENCE, LLM_BASE_URL, LLM_MODEL } = result.data
  return {
    port: PORT,
    awsPort: AWS_PORT,
    warehousePort: WAREHOUSE_PORT,
    dataFolder: resolve(LEDGERDESK_DATA),
    ...(LAMBDA_PATIENCE && { lambdaPatience: LAMBDA_PATIENCE }),
    ...(LLM_BASE_URL && { llmBaseUrl: LLM_BASE_URL }),
    ...(LLM_MODEL && { llmModel: LLM_MODEL }),
  }
}
