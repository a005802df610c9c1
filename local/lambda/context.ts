import { type FunctionName, functions } from "#functions/manifest"
import type { Clock } from "#local/clock"
import type { LambdaContext } from "#local/lambda/lambda"
import { arn } from "#local/region"
import { AwsError } from "#local/service"

/** One invocation of a function. `deadline` is when it is given up on, in epoch milliseconds. */
export type Call = { name: FunctionName; requestId: string; deadline: number }

/** The function's line in the manifest. Throws ResourceNotFoundException where there is none. */
export const specOf = (name: FunctionName) => {
  const spec = functions.get(name)
  if (!spec)
    throw new AwsError("ResourceNotFoundException", `Function not found: ${arn("lambda", `function:${name}`)}`, 404)
  return spec
}

const noCallback = () => {
  throw new Error("Handlers are async functions: return or throw instead")
}

/** What the handler learns about its own invocation. */
export const contextOf = ({ name, requestId, deadline }: Call, clock: Clock): LambdaContext => ({
  functionName: name,
  functionVersion: "$LATEST",
  invokedFunctionArn: arn("lambda", `function:${name}`),
  awsRequestId: requestId,
  memoryLimitInMB: String(specOf(name).memory),
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: "local",
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()),
  done: noCallback,
  fail: noCallback,
  succeed: noCallback,
})
