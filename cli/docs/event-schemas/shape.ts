import { z } from "zod"

/** As much of JSON Schema (draft 2020-12) as zod writes for events. */
export const Shape = z.looseObject({
  type: z.string().optional(),
  required: z.array(z.string()).optional(),
  enum: z.array(z.unknown()).optional(),
  get properties() {
    return z.record(z.string(), Shape).optional()
  },
  get items() {
    return Shape.optional()
  },
})
export type Shape = z.infer<typeof Shape>

/** The shape of an event's data as it may be stored: what its schema accepts. */
export const shapeOf = (title: string, schema: z.ZodType): Shape =>
  Shape.parse({ title, ...z.toJSONSchema(schema, { io: "input" }) })
