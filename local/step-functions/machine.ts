import { readFile } from "node:fs/promises"
import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions"
import { z } from "zod"
import { type FunctionName, functions } from "#functions/manifest"
import { type Resource, resources } from "#functions/resources"
import { arn } from "#local/region"

/** A state machine as it is deployed: `definition` is the ASL file's text, with `${function-name}` for each ARN. */
export type Machine = {
  name: string
  definition: string
  /** Milliseconds between retries instead of the definition's, so that nobody waits long on one machine. */
  retryMs?: number
}

/** A machine that runs here. `tasks` are the names of its Task states, nested ones included. */
export type Runnable = {
  arn: string
  name: string
  definition: string
  retryMs: number | undefined
  tasks: readonly string[]
  machine: StateMachine
}

/** Reads the ASL file of every state machine among the resources. */
export const readMachines = async (): Promise<Machine[]> => {
  const all: Resource[] = Object.values(resources)
  const machines = all.filter((resource) => resource.kind === "state-machine")
  return Promise.all(
    machines.map(async ({ name, definition }) => ({
      name,
      definition: await readFile(new URL(`../../${definition}`, import.meta.url), "utf8"),
    })),
  )
}

export const machineArn = (name: string) => arn("states", `stateMachine:${name}`)

export const isFunction = (name: string): name is FunctionName => functions.has(name as FunctionName)

/** Puts the ARN of each named function into a definition. Throws where the manifest has no such function. */
export const withArns = (definition: string): string =>
  definition.replace(/\$\{([a-z][a-z0-9-]*)\}/g, (_, name: string) => {
    if (isFunction(name)) return arn("lambda", `function:${name}`)
    throw new Error(`The state machine names the function ${name}, which functions/manifest.ts does not have`)
  })

const Definition = z.custom<StateMachineDefinition>((value) => typeof value === "object" && value !== null)
const States = z.record(z.string(), z.looseObject({ Type: z.string(), Resource: z.string().optional() }))

/** Every `States` object of a definition, those inside Map and Parallel included. */
const statesIn = (node: unknown): z.infer<typeof States>[] => {
  if (typeof node !== "object" || node === null) return []
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => [
    ...(key === "States" ? [States.parse(value)] : []),
    ...statesIn(value),
  ])
}

const invocation = "arn:aws:states:::lambda:invoke"

const tasksOf = (definition: unknown): string[] => {
  const tasks = statesIn(definition).flatMap((states) =>
    Object.entries(states).filter(([, { Type }]) => Type === "Task"),
  )
  const stray = tasks.find(([, { Resource }]) => Resource !== invocation)
  if (stray) throw new Error(`The state ${stray[0]} uses ${stray[1].Resource}; this machine runs only ${invocation}`)
  return tasks.map(([name]) => name)
}

/** Checks a machine's definition and prepares it to run. Throws an error that names every fault. */
export const runnable = ({ name, definition: template, retryMs }: Machine): Runnable => {
  const definition = withArns(template)
  const parsed = Definition.parse(JSON.parse(definition))
  return {
    arn: machineArn(name),
    name,
    definition,
    retryMs,
    tasks: tasksOf(parsed),
    machine: new StateMachine(parsed),
  }
}
