import { z } from "zod"
import { openapiText } from "#cli/docs/openapi"

const Shape = z.record(z.string(), z.unknown())
const Content = z.record(z.string(), z.object({ schema: Shape }))
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })).default([]),
  requestBody: z.object({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content })),
  security: z.array(z.unknown()).optional(),
})
const Document = z.object({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), Shape) }),
})
/** The document as its file holds it. */
export const text = await openapiText()
export const document = Document.parse(JSON.parse(text))

/** Every operation, with its path and its route as the map has it. */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, route: `${method.toUpperCase()} ${path}`, operation })),
)
