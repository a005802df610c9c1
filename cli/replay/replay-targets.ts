import { type FunctionName, functions } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import type { EventType } from "#schemas/ticket/events"

/** A consumer that past events are sent to again, and which of them its rule would let through. */
export type Target = { name: FunctionName; takes: (type: EventType) => boolean }

const isConsumer = ({ events }: FunctionSpec) => events !== undefined

const consumers = (): [FunctionName, FunctionSpec][] => [...functions].filter(([, spec]) => isConsumer(spec))

const found = (name: string): [FunctionName, FunctionSpec] => {
  const consumer = consumers().find(([each]) => each === name)
  if (consumer) return consumer
  const names = consumers().map(([each]) => each)
  throw new Error(`There is no consumer ${name}: one of ${names.join(", ")}`)
}

const target = ([name, { events = [] }]: [FunctionName, FunctionSpec]): Target => ({
  name,
  takes: (type) => events.includes(type),
})

/**
 * The consumers of these names. Throws for one that is none, and for one whose effects people outside would notice,
 * unless it is named among `allowed` too.
 */
export const replayTargets = (names: readonly string[], allowed: readonly string[] = []): Target[] => {
  for (const name of allowed) found(name)
  return [...new Set(names)].map(found).map((consumer) => {
    const [name, { replay }] = consumer
    if (replay === "allowed" || allowed.includes(name)) return target(consumer)
    throw new Error(`People outside would notice a replay to ${name}: if you mean it, add --allow-effects ${name}`)
  })
}
