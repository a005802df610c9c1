import { ExecutionAbortedError, ExecutionError, ExecutionTimeoutError } from "aws-local-stepfunctions"
import { z } from "zod"
import type { Lambda } from "#local/lambda/lambda"
import type { Execution, ExecutionStore, Outcome } from "#local/step-functions/executions"
import { type Log, toHistoryEvent } from "#local/step-functions/history"
import type { Runnable } from "#local/step-functions/machine"
import { invokeTask } from "#local/step-functions/task"

/** So many executions run at a time; the others wait in the order of their start. */
const parallel = 16
/** After so many finished executions the old ones are pruned. */
const pruneEvery = 100

export type Runner = {
  /** Runs it when there is room. */
  enqueue: (arn: string) => void
  abort: (arn: string) => void
  /** Ends every run without an outcome: they begin again from their input after the next start. */
  close: () => Promise<void>
}

type Parts = { store: ExecutionStore; lambda: Lambda; machines: ReadonlyMap<string, Runnable> }

const failureOf = (error: unknown): Outcome => {
  if (error instanceof ExecutionAbortedError) return { status: "ABORTED" }
  if (error instanceof ExecutionTimeoutError) return { status: "TIMED_OUT", error: "States.Timeout" }
  const cause = error instanceof ExecutionError ? error.cause : error
  if (cause instanceof Error) return { status: "FAILED", error: cause.name, cause: cause.message }
  return { status: "FAILED", error: "States.Runtime", cause: String(cause) }
}

const outcomeOf = (result: Promise<unknown>): Promise<Outcome> =>
  result.then((output) => ({ status: "SUCCEEDED", output: JSON.stringify(output) }), failureOf)

const begin = (lambda: Lambda, { machine, tasks, pace, ...self }: Runnable, execution: Execution) => {
  const task = (input: unknown) => invokeTask(lambda, input)
  return machine.run(z.json().parse(JSON.parse(execution.input)), {
    context: {
      Execution: { Id: execution.arn, Name: execution.name },
      StateMachine: { Id: self.arn, Name: self.name },
    },
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(tasks.map((name) => [name, task])),
      retryIntervalOverrides: pace,
    },
  })
}

/** A run that was cut short by a crash leaves a history that ends nowhere: it is written anew. */
const recordHistory = async (store: ExecutionStore, arn: string, logs: AsyncGenerator<Log>): Promise<void> => {
  store.history.forget(arn)
  let id = 1
  for await (const log of logs) {
    const event = toHistoryEvent(log, id)
    if (event) store.history.append(arn, id++, event)
  }
}

/** Where a run ends: the outcome is stored, and one line says that an execution failed, without what it was about. */
const settle = (store: ExecutionStore, arn: string, outcome: Outcome) => {
  store.finish(arn, Date.now(), outcome)
  if (outcome.status !== "SUCCEEDED") console.error(`Execution ${arn}: ${outcome.status} ${outcome.error ?? ""}`)
}

export const executionRunner = ({ store, lambda, machines }: Parts): Runner => {
  const queue: string[] = []
  const running = new Map<string, { abort: () => void; done: Promise<void> }>()
  let closed = false
  let finished = 0

  const follow = async (arn: string, { result, eventLogs }: ReturnType<typeof begin>) => {
    const [outcome] = await Promise.all([outcomeOf(result), recordHistory(store, arn, eventLogs)])
    if (closed) return
    settle(store, arn, outcome)
    if (++finished % pruneEvery === 0) store.prune(Date.now())
  }

  const run = (arn: string) => {
    const execution = store.find(arn)
    const machine = execution && machines.get(execution.machine)
    if (execution?.status !== "RUNNING" || !machine) return
    const started = begin(lambda, machine, execution)
    const done = follow(arn, started)
      .catch((error: unknown) => console.error(`Execution ${arn} could not be recorded: ${String(error)}`))
      .finally(() => {
        running.delete(arn)
        pump()
      })
    running.set(arn, { abort: started.abort, done })
  }

  const pump = () => {
    while (!closed && running.size < parallel) {
      const next = queue.shift()
      if (next === undefined) return
      run(next)
    }
  }

  return {
    enqueue: (arn) => {
      queue.push(arn)
      pump()
    },
    abort: (arn) => running.get(arn)?.abort(),
    close: async () => {
      closed = true
      const runs = [...running.values()]
      for (const { abort } of runs) abort()
      await Promise.all(runs.map(({ done }) => done))
    },
  }
}
