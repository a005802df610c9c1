import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn"

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
