import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidArn,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn"

const stepFunctions = new SFNClient({})

export type Execution = { stateMachineArn: string; name: string; input: unknown }

/** Starts a workflow once for each name: one that was started before, finished or not, is a success. */
export const startExecution = async ({ stateMachineArn, name, input }: Execution): Promise<void> => {
  try {
    await stepFunctions.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }))
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error
  }
}

/** Whether somebody works on it still. One that nobody knows any more, or that never was one, does not run. */
export const isRunning = async (executionArn: string): Promise<boolean> => {
  try {
    const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }))
    return status === "RUNNING"
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist || error instanceof InvalidArn) return false
    throw error
  }
}
