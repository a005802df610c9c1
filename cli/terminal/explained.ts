const refusedConnection = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && error.code === "ECONNREFUSED") ||
    (error instanceof AggregateError && error.errors.some(refusedConnection)) ||
    refusedConnection(error.cause))

/** What went wrong, in one line that says what to do. */
export const explained = (error: unknown): string => {
  if (refusedConnection(error))
    return "No desk answers here: start it with `npm start` (PORT and AWS_PORT must be the same)."
  return error instanceof Error ? error.message.split("\n")[0] || error.name : String(error)
}
