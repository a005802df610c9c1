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
