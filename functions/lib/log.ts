import { Logger } from "@aws-lambda-powertools/logger"

/** JSON lines with ids and counts. Never what people wrote, their names or their addresses. */
export const log = new Logger({ serviceName: process.env.POWERTOOLS_SERVICE_NAME ?? "ledgerdesk" })

/** Carriers name the address that they refused, and the JSON parser quotes the text that it could not read. */
const reasonOf = (error: Error): string =>
  error instanceof SyntaxError ? "not JSON" : error.message.replace(/[^\s<>"',;:]+@[^\s<>"',;:]+/g, "<address>")

/** Where an error was thrown, innermost first: its stack without the message. */
export const frames = (error: unknown): string[] =>
  error instanceof Error ? Array.from(error.stack?.matchAll(/^ +at (.+)$/gm) ?? [], ([, frame = ""]) => frame) : []

/** An error as it may be logged: its kind and message, without what people wrote. */
export const failure = (error: unknown): { error: string; reason: string } =>
  error instanceof Error
    ? { error: error.name, reason: reasonOf(error) }
    : { error: "unknown", reason: "a value that is not an Error was thrown" }
