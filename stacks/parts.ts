import { type FunctionName, functions } from "#functions/manifest"
import type { ResourceName } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import type { Part } from "#stacks/settings"

/** What goes with a part that is left out. */
const resourcesOf: Record<Part, readonly ResourceName[]> = {
  analytics: ["eventDelivery", "ticketDelivery", "warehouse", "warehouseAdmin"],
  ai: ["sentiment", "model"],
  web: [],
}

/** Whether the stage has a resource. */
export const hasResource = (without: ReadonlySet<Part>, name: ResourceName): boolean =>
  ![...without].some((part) => resourcesOf[part].includes(name))

const touched = ({ may, knows = [] }: FunctionSpec): ResourceName[] => [
  ...(Object.keys(may) as ResourceName[]),
  ...knows,
]

/** The functions of a stage: those that need none of what is left out. */
export const deployedFunctions = (without: ReadonlySet<Part>): [FunctionName, FunctionSpec][] =>
  [...functions].filter(([, spec]) => touched(spec).every((name) => hasResource(without, name)))
