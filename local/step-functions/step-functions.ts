import { randomUUID } from "node:crypto"
import { z } from "zod"
import type { Lambda } from "#local/lambda/lambda"
import { arn } from "#local/region"
import { AwsError, jsonService, type Operation, type Service } from "#local/service"
import type { State } from "#local/state"
import { described, listed, machineDescribed, machineListed } from "#local/step-functions/answers"
import { type Execution, type ExecutionStore, executionStore, Status } from "#local/step-functions/executions"
import { type Machine, type Runnable, runnable } from "#local/step-functions/machine"
import { executionRunner, type Runner } from "#local/step-functions/runner"

export type StepFunctions = Service<"states"> & { resume: () => void }

type Parts = { store: ExecutionStore; runner: Runner; machines: ReadonlyMap<string, Runnable> }

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const name = z.string().regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u)
const limit = z.int().min(0).max(1_000).default(0)
/** 0 asks for AWS's default of 100. */
const size = (maxResults: number) => (maxResults === 0 ? 100 : maxResults)
const token = z.string().regex(/^\d+$/, "is not a token of an earlier answer").transform(Number)

const Start = z.object({ stateMachineArn: z.string(), name: z.string().optional(), input: z.string().default("{}") })
const MachineArn = z.object({ stateMachineArn: z.string() })
const ExecutionArn = z.object({ executionArn: z.string() })
const Stop = ExecutionArn.extend({ error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() })
const List = z.object({
  stateMachineArn: z.string(),
  statusFilter: Status.optional(),
  maxResults: limit,
  nextToken: token.optional(),
})
const History = ExecutionArn.extend({
  maxResults: limit,
  nextToken: token.optional(),
  reverseOrder: z.boolean().default(false),
})

const machineOf = ({ machines }: Parts, machineArn: string): Runnable => {
  const machine = machines.get(machineArn)
  if (machine) return machine
  throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${machineArn}'`)
}

const executionOf = ({ store }: Parts, executionArn: string): Execution => {
  const execution = store.find(executionArn)
  if (execution) return execution
  throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${executionArn}'`)
}

const checkedName = (given: string): string => {
  if (name.safeParse(given).success) return given
  throw new AwsError("InvalidName", `Invalid Name: '${given}'`)
}

const checkInput = (input: string) => {
  try {
    JSON.parse(input)
  } catch {
    throw new AwsError("InvalidExecutionInput", "Invalid State Machine Execution Input: it is not JSON")
  }
}

const startAnswer = ({ arn: executionArn, started }: Pick<Execution, "arn" | "started">) => ({
  executionArn,
  startDate: started / 1000,
})

/** The same name with the same input is the same start while it runs; otherwise the name is taken. */
const again = (before: Execution, input: string) => {
  if (before.status === "RUNNING" && before.input === input) return startAnswer(before)
  throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${before.arn}'`)
}

const start = (parts: Parts, { stateMachineArn, input, name: given }: z.infer<typeof Start>) => {
  const machine = machineOf(parts, stateMachineArn)
  checkInput(input)
  const named = checkedName(given ?? randomUUID())
  const executionArn = arn("states", `execution:${machine.name}:${named}`)
  const before = parts.store.find(executionArn)
  if (before) return again(before, input)
  const execution = { arn: executionArn, machine: machine.arn, name: named, input, started: Date.now() }
  parts.store.insert(execution)
  parts.runner.enqueue(executionArn)
  return startAnswer(execution)
}

const stop = (parts: Parts, { executionArn, error, cause }: z.infer<typeof Stop>) => {
  executionOf(parts, executionArn)
  parts.store.finish(executionArn, Date.now(), {
    status: "ABORTED",
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  })
  parts.runner.abort(executionArn)
  return { stopDate: (executionOf(parts, executionArn).stopped ?? 0) / 1000 }
}

const list = (parts: Parts, { stateMachineArn, statusFilter, maxResults, nextToken }: z.infer<typeof List>) => {
  machineOf(parts, stateMachineArn)
  const wanted = { status: statusFilter, limit: size(maxResults) }
  const found = parts.store.list(stateMachineArn, nextToken ?? Number.MAX_SAFE_INTEGER, wanted)
  const last = found.length < wanted.limit ? undefined : found.at(-1)
  return { executions: found.map(listed), ...(last && { nextToken: String(last.id) }) }
}

const history = (parts: Parts, { executionArn, ...page }: z.infer<typeof History>) => {
  executionOf(parts, executionArn)
  const events = parts.store.history.read(executionArn)
  const ordered = page.reverseOrder ? events.toReversed() : events
  const from = page.nextToken ?? 0
  const to = from + size(page.maxResults)
  return { events: ordered.slice(from, to), ...(to < ordered.length && { nextToken: String(to) }) }
}

/** An operation with its input's shape; a ZodError becomes ValidationException. */
const taking =
  <S extends z.ZodType>(shape: S, run: (input: z.infer<S>) => unknown): Operation =>
  async (input) =>
    run(shape.parse(input))

const operations = (parts: Parts): Record<string, Operation> => ({
  StartExecution: taking(Start, (input) => start(parts, input)),
  StopExecution: taking(Stop, (input) => stop(parts, input)),
  DescribeExecution: taking(ExecutionArn, ({ executionArn }) => described(executionOf(parts, executionArn))),
  ListExecutions: taking(List, (input) => list(parts, input)),
  GetExecutionHistory: taking(History, (input) => history(parts, input)),
  DescribeStateMachine: taking(MachineArn, ({ stateMachineArn }) =>
    machineDescribed(machineOf(parts, stateMachineArn)),
  ),
  ListStateMachines: taking(z.object({}), () => ({ stateMachines: [...parts.machines.values()].map(machineListed) })),
})

/**
 * AWS Step Functions for standard workflows whose tasks invoke Lambda functions. An execution that was acknowledged is
 * on disk; after a crash it runs again from its input, so its steps must be idempotent. Throws where a definition is
 * not valid, naming every fault.
 */
export const stepFunctions = (state: State, lambda: Lambda, machines: readonly Machine[]): StepFunctions => {
  const store = executionStore(state)
  const byArn = new Map(machines.map(runnable).map((machine) => [machine.arn, machine]))
  const runner = executionRunner({ store, lambda, machines: byArn })
  store.prune(Date.now())
  return {
    ...jsonService("states", operations({ store, runner, machines: byArn })),
    resume: () => {
      for (const executionArn of store.unfinished()) runner.enqueue(executionArn)
    },
    // A step that is interrupted goes on after the next start.
    rest: runner.close,
    close: runner.close,
  }
}
