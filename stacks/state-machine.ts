import { z } from "zod"

/** A state of ASL, as far as leaving one out needs it. */
const State = z.looseObject({
  Parameters: z.looseObject({ FunctionName: z.string().optional() }).optional(),
  Next: z.string().optional(),
  Catch: z.array(z.looseObject({ Next: z.string() })).optional(),
})
const Definition = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) })
type Definition = z.infer<typeof Definition>

const placeholder = (name: string) => `\${${name}}`

/** The states that would call what is missing, each with the state that its failure leads to. */
const leftOut = ({ States }: Definition, missing: ReadonlySet<string>): Map<string, string> => {
  const calling = Object.entries(States).filter(([, { Parameters }]) => missing.has(Parameters?.FunctionName ?? ""))
  return new Map(
    calling.map(([name, { Catch }]) => {
      const fallback = Catch?.[0]?.Next
      if (fallback) return [name, fallback]
      throw new Error(`The state ${name} cannot be left out: it has no Catch that says what happens instead`)
    }),
  )
}

/**
 * A state machine without the steps of functions that the stage does not have: where such a step would have come, what
 * comes when it fails does. Throws where a step has no such fallback.
 */
export const withoutSteps = (definition: string, missing: readonly string[]): string => {
  const parsed = Definition.parse(JSON.parse(definition))
  const instead = leftOut(parsed, new Set(missing.map(placeholder)))
  const led = (name: string) => instead.get(name) ?? name
  const kept = Object.entries(parsed.States).filter(([name]) => !instead.has(name))
  const States = Object.fromEntries(
    kept.map(([name, state]) => [name, state.Next ? { ...state, Next: led(state.Next) } : state]),
  )
  return JSON.stringify({ ...parsed, StartAt: led(parsed.StartAt), States }, null, 2)
}

/** A state machine as it is on a stage that has these functions and no others. Throws as `withoutSteps` does. */
export const onStage = (definition: string, isThere: (step: string) => boolean): string =>
  withoutSteps(
    definition,
    stepsOf(definition).filter((step) => !isThere(step)),
  )

/** Names of the functions that a definition calls, each written as `${function-name}`. */
export const stepsOf = (definition: string): string[] => [
  ...new Set([...definition.matchAll(/\$\{([a-z][a-z0-9-]*)\}/g)].map(([, name = ""]) => name)),
]
