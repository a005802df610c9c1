import { z } from "zod"

/** One resource as Pulumi would have sent it to AWS. Components of SST, which only group others, are not `custom`. */
export const Recorded = z.object({
  type: z.string(),
  name: z.string(),
  /** Its name at AWS. */
  physical: z.string(),
  custom: z.boolean(),
  parent: z.string().optional(),
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
