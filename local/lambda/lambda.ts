import type { FunctionName } from "#functions/manifest"

/** A Lambda handler as the runtime sees it. */
export type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>

/** The part of Lambda's context object that code here may use. Times are milliseconds. */
export type LambdaContext = {
  functionName: string
  functionVersion: string
  invokedFunctionArn: string
  awsRequestId: string
  memoryLimitInMB: string
  logGroupName: string
  logStreamName: string
  callbackWaitsForEmptyEventLoop: boolean
  getRemainingTimeInMillis: () => number
  done: () => void
  fail: () => void
  succeed: () => void
}

/** Invokes functions by their name in the manifest. A handler that throws or outlives its timeout rejects. */
export type Lambda = { invoke: (name: FunctionName, event: unknown) => Promise<unknown> }

/** Tells the timeout as well, in seconds. */
export type TimedLambda = Lambda & { timeoutOf: (name: FunctionName) => number }
