import { randomUUID } from "node:crypto"
import { z } from "zod"
import { isFunction } from "#functions/manifest"
import { functionError } from "#local/lambda/error"
import type { Lambda } from "#local/lambda/lambda"
import { AwsError } from "#local/service"

/** The parameters of the integration `arn:aws:states:::lambda:invoke`. */
const Invocation = z.object({ FunctionName: z.string(), Payload: z.json().default({}) })

/** A task that failed. Its name is what Retry and Catch match; its message becomes the Cause. */
class TaskFailed extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

const failed = (error: unknown): TaskFailed => {
  if (error instanceof AwsError) return new TaskFailed(`Lambda.${error.code}`, error.message)
  const report = functionError(error)
  return new TaskFailed(report.errorType, JSON.stringify(report))
}

/** `name`, or an ARN with or without a qualifier. */
const nameIn = (functionName: string): string =>
  functionName.replace(/^arn:aws:lambda:[^:]*:\d*:function:/, "").replace(/:.*$/, "")

/**
 * Invokes a function as Step Functions does and answers in its shape. A function's failure keeps its `errorType`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export const invokeTask = async (lambda: Lambda, input: unknown) => {
  const { FunctionName, Payload } = Invocation.parse(input)
  const name = nameIn(FunctionName)
  if (!isFunction(name)) throw new TaskFailed("Lambda.ResourceNotFoundException", `Function not found: ${FunctionName}`)
  try {
    return {
      ExecutedVersion: "$LATEST",
      Payload: z.json().parse((await lambda.invoke(name, Payload)) ?? null),
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: randomUUID() },
      StatusCode: 200,
    }
  } catch (error) {
    throw failed(error)
  }
}
