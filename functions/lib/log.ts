import { Logger } from "@aws-lambda-powertools/logger"

/** JSON lines with ids and counts. Never what people wrote, their names or their addresses. */
export const log = new Logger({ serviceName: process.env.POWERTOOLS_SERVICE_NAME ?? "ledgerdesk" })

/** An error as it may be logged: its kind and message, without the value that caused it. */
export const failure = (error: unknown): { error: string; reason: string } =>
  error instanceof Error
    ? { error: error.name, reason: error.message }
    : { error: "unknown", reason: "a value that is not an Error was thrown" }
