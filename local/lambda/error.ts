/** What Lambda answers for a function that failed. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export type FunctionError = { errorType: string; errorMessage: string; trace: string[] }

/** A handler outlived its function's timeout. The name is what Lambda and Step Functions report it as. */
export class TaskTimedOut extends Error {
  constructor(requestId: string, seconds: number) {
    super(`RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`)
    this.name = "Sandbox.Timedout"
  }
}

/** Whatever a handler threw, in Lambda's shape. */
export const functionError = (thrown: unknown): FunctionError => {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] }
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split("\n") ?? [] }
}

/** What a handler threw, once it has crossed Lambda's border: `functionError` makes the same of it again. */
export class FunctionFailed extends Error {
  constructor({ errorType, errorMessage, trace }: FunctionError) {
    super(errorMessage)
    this.name = errorType
    this.stack = trace.join("\n")
  }
}

/** The runtime ended while a function ran in it. */
export class RuntimeExited extends Error {
  constructor(requestId: string, exitCode: number) {
    super(`RequestId: ${requestId} Error: Runtime exited with error: exit status ${exitCode}`)
    this.name = "Runtime.ExitError"
  }
}
