import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn"
import { expect, onTestFinished } from "vitest"
import type { Lambda } from "#local/lambda/lambda"
import { openState } from "#local/state"
import type { Machine } from "#local/step-functions/machine"
import { stepFunctions } from "#local/step-functions/step-functions"
import { bareServer, sdk } from "#test/support/bare-server"
import { eventually } from "#test/support/eventually"

/** One task that is retried twice, and a state that errors named `Known` lead to. */
export const definition = JSON.stringify({
  StartAt: "Work",
  States: {
    Work: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "$" + "{respond}", Payload: { "number.$": "$.number" } },
      ResultSelector: { "said.$": "$.Payload.said", "status.$": "$.StatusCode" },
      ResultPath: "$.work",
      Retry: [{ ErrorEquals: ["Passing"], IntervalSeconds: 30, MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ["Known"], ResultPath: "$.failure", Next: "Otherwise" }],
      End: true,
    },
    Otherwise: { Type: "Pass", Result: "otherwise", ResultPath: "$.by", End: true },
  },
})
const machine: Machine = { name: "work", definition, retryMs: 1 }
export const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:work"

export type Workflow = { client: SFNClient; resume: () => void; close: () => Promise<void> }

/** A Step Functions on a folder's state file, whose one function is `invoke`. */
export const workflow = async (folder: string, invoke: Lambda["invoke"]): Promise<Workflow> => {
  const state = openState(folder)
  const service = stepFunctions(state, { invoke }, [machine])
  const { url } = await bareServer(service.handle)
  const close = async () => {
    await service.close()
    if (state.isOpen) state.close()
  }
  onTestFinished(close)
  return { client: new SFNClient(sdk(url)), resume: service.resume, close }
}

/** Starts an execution and returns its ARN. */
export const start = async ({ client }: Workflow, name = "one", input = '{"number":1}'): Promise<string> => {
  const { executionArn = "" } = await client.send(new StartExecutionCommand({ stateMachineArn, name, input }))
  return executionArn
}

export const described = ({ client }: Workflow, executionArn: string): Promise<DescribeExecutionCommandOutput> =>
  client.send(new DescribeExecutionCommand({ executionArn }))

/** Waits until an execution has ended, and describes it. */
export const ended = (on: Workflow, arn: string): Promise<DescribeExecutionCommandOutput> =>
  eventually(async () => {
    const execution = await described(on, arn)
    expect(execution.status).not.toBe("RUNNING")
    return execution
  })

/** A function that never answers. */
export const never: Lambda["invoke"] = () => new Promise(() => undefined)

/** A function that answers when `number` is 1, and otherwise never does. */
export const onlyOne: Lambda["invoke"] = (name, event) =>
  JSON.stringify(event).includes("1") ? Promise.resolve({ said: "done" }) : never(name, event)

/** A function's error by its name. */
export const failing = (name: string): Error => Object.assign(new Error(`it is ${name}`), { name })
