import type { Execution } from "#local/step-functions/executions"
import { role } from "#local/step-functions/history"
import type { Runnable } from "#local/step-functions/machine"

/** AWS's JSON protocol writes times as seconds since 1970. */
const seconds = (ms: number) => ms / 1000

const stopDate = ({ stopped }: Execution) => (stopped === null ? {} : { stopDate: seconds(stopped) })

/** One line of ListExecutions. */
export const listed = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machine,
  name: execution.name,
  status: execution.status,
  startDate: seconds(execution.started),
  ...stopDate(execution),
  redriveCount: 0,
})

const given = (fields: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** What DescribeExecution answers. */
export const described = (execution: Execution) => {
  const { input, output, error, cause } = execution
  return {
    ...listed(execution),
    input,
    inputDetails: { included: true },
    ...given({ output, error, cause }),
    ...(output !== null && { outputDetails: { included: true } }),
  }
}

/** One line of ListStateMachines. The files are read at start, so nobody knows when a machine was created. */
export const machineListed = ({ arn, name }: Runnable) => ({
  stateMachineArn: arn,
  name,
  type: "STANDARD",
  creationDate: 0,
})

/** What DescribeStateMachine answers. */
export const machineDescribed = (machine: Runnable) => ({
  ...machineListed(machine),
  status: "ACTIVE",
  definition: machine.definition,
  roleArn: role,
})
