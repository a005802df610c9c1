import { readFile } from "node:fs/promises"
import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions"
import { z } from "zod"
import { isFunction } from "#functions/manifest"
import { type Resource, resources } from "#functions/resources"
import { arn } from "#local/region"

/** A state machine as it is deployed: `definition` is the ASL file's text, with `${function-name}` for each ARN. */
export type Machine = {
  name: string
  definition: string
  /**
   * Milliseconds between the retries of a state that has a fallback (Catch), instead of the definition's, so that
   * nobody waits long on one machine. States without one keep their pace: they have nothing else to hope for.
   */
  retryMs?: number
  /** Whether the definition was checked before, by a test: checking it takes 0.4 s of every start. */
  checked?: boolean
}

/** A machine that runs here. `tasks` are its Task states by name, nested ones included; `pace` is theirs by name. */
export type Runnable = {
  arn: string
  name: string
  definition: string
  tasks: readonly string[]
  /** Milliseconds between retries, for the states whose pace is not the definition's. */
  pace: Readonly<Record<string, number>>
  machine: StateMachine
}

/** How long a failing model is left alone before the next attempt. */
const retryMs = 500

/** Reads the ASL file of every state machine among the resources. */
export const readMachines = async (): Promise<Machine[]> => {
  const all: Resource[] = Object.values(resources)
  const machines = all.filter((resource) => resource.kind === "state-machine")
  return Promise.all(
    machines.map(async ({ name, definition }) => ({
      name,
      definition: await readFile(new URL(`../../${definition}`, import.meta.url), "utf8"),
      retryMs,
      checked: true,
    })),
  )
}

export const machineArn = (name: string) => arn("states", `stateMachine:${name}`)

/** Puts the ARN of each named function into a definition. Throws where the manifest has no such function. */
export const withArns = (definition: string): string =>
  definition.replace(/\$\{([a-z][a-z0-9-]*)\}/g, (_, name: string) => {
    if (isFunction(name)) return arn("lambda", `function:${name}`)
    throw new Error(`The state machine names the function ${name}, which functions/manifest.ts does not have`)
  })

const Definition = z.custom<StateMachineDefinition>((value) => typeof value === "object" && value !== null)
const Task = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Catch: z.array(z.unknown()).optional(),
})
const States = z.record(z.string(), Task)

/** Every `States` object of a definition, those inside Map and Parallel included. */
const statesIn = (node: unknown): z.infer<typeof States>[] => {
  if (typeof node !== "object" || node === null) return []
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => [
    ...(key === "States" ? [States.parse(value)] : []),
    ...statesIn(value),
  ])
}

const invocation = "arn:aws:states:::lambda:invoke"

const tasksOf = (definition: unknown): [name: string, state: z.infer<typeof Task>][] => {
  const tasks = statesIn(definition).flatMap((states) =>
    Object.entries(states).filter(([, { Type }]) => Type === "Task"),
  )
  const stray = tasks.find(([, { Resource }]) => Resource !== invocation)
  if (stray) throw new Error(`The state ${stray[0]} uses ${stray[1].Resource}; this machine runs only ${invocation}`)
  return tasks
}

/** Checks a machine's definition, unless that was done, and prepares it to run. Throws an error that names every fault. */
export const runnable = ({ name, definition: template, retryMs: ms, checked = false }: Machine): Runnable => {
  const definition = withArns(template)
  const parsed = Definition.parse(JSON.parse(definition))
  const tasks = tasksOf(parsed)
  const hasty =
    ms === undefined ? [] : tasks.filter(([, { Catch }]) => Catch).map(([task]): [string, number] => [task, ms])
  return {
    arn: machineArn(name),
    name,
    definition,
    tasks: tasks.map(([task]) => task),
    pace: Object.fromEntries(hasty),
    machine: new StateMachine(parsed, { validationOptions: { noValidate: checked } }),
  }
}
