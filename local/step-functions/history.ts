import type { StateMachine } from "aws-local-stepfunctions"
import { account, region } from "#local/region"

/** What the interpreter reports while it runs. */
export type Log = ReturnType<StateMachine["run"]>["eventLogs"] extends AsyncGenerator<infer L> ? L : never

/** An event of an execution's history in AWS's shape, still without its number and time. */
type Event = { type: string } & Record<string, unknown>

/** The role that every machine pretends to run under. */
export const role = `arn:aws:iam::${account}:role/local`

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? null))

const lambda = { resourceType: "lambda", resource: "invoke" }

type Shapes = { [T in Log["type"]]?: (log: Extract<Log, { type: T }>) => Event }

const shapes: Shapes = {
  ExecutionStarted: ({ input }) => ({
    type: "ExecutionStarted",
    executionStartedEventDetails: { input: text(input), roleArn: role },
  }),
  ExecutionSucceeded: ({ output }) => ({
    type: "ExecutionSucceeded",
    executionSucceededEventDetails: { output: text(output) },
  }),
  ExecutionFailed: ({ Error: error, Cause }) => ({
    type: "ExecutionFailed",
    executionFailedEventDetails: { error, cause: text(Cause) },
  }),
  ExecutionAborted: () => ({ type: "ExecutionAborted", executionAbortedEventDetails: {} }),
  ExecutionTimeout: () => ({ type: "ExecutionTimedOut", executionTimedOutEventDetails: {} }),
  StateEntered: ({ state: { name, type, input } }) => ({
    type: `${type}StateEntered`,
    stateEnteredEventDetails: { name, input: text(input) },
  }),
  StateExited: ({ state: { name, type, output } }) => ({
    type: `${type}StateExited`,
    stateExitedEventDetails: { name, output: text(output) },
  }),
  StateFailed: ({ state: { type }, Error: error, Cause }) => ({
    type: `${type}Failed`,
    taskFailedEventDetails: { ...lambda, error, cause: text(Cause) },
  }),
  StateRetried: ({ state: { input } }) => ({
    type: "TaskScheduled",
    taskScheduledEventDetails: { ...lambda, region, parameters: text(input) },
  }),
}

/**
 * One entry of the interpreter's log as GetExecutionHistory answers it, or undefined where AWS has no such event.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export const toHistoryEvent = (log: Log, id: number): object | undefined => {
  const shape = shapes[log.type] as ((log: Log) => Event) | undefined
  return shape && { timestamp: log.timestamp / 1000, id, previousEventId: id - 1, ...shape(log) }
}
