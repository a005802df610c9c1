import { z } from "zod"

/** One resource as Pulumi would have sent it to AWS. Components of SST, which only group others, are not `custom`. */
export const Recorded = z.object({
  type: z.string(),
  name: z.string(),
  /** Its name at AWS. */
  physical: z.string(),
  custom: z.boolean(),
  /** What Pulumi calls it; others name it by this. */
  urn: z.string(),
  parent: z.string().optional(),
  /** The URNs of whatever Pulumi makes before it and removes after it, besides its parent: by `dependsOn`, or named in an input. */
  dependencies: z.array(z.string()),
  /** The same by the argument that holds an output of theirs. */
  propertyDependencies: z.record(z.string(), z.array(z.string())),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  /** Arguments that count when it is made, and not afterwards. */
  ignoreChanges: z.array(z.string()).optional(),
  inputs: z.record(z.string(), z.unknown()),
})
export type Recorded = z.infer<typeof Recorded>

export const Graph = z.object({
  app: z.looseObject({ stage: z.string(), removal: z.string(), protect: z.boolean() }),
  outputs: z.record(z.string(), z.unknown()),
  resources: z.array(Recorded),
})
export type Graph = z.infer<typeof Graph>
