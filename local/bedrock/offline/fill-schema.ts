import { z } from "zod"

/** The part of JSON Schema that tools are described with. */
type Schema = {
  type?: string | undefined
  enum?: Json[] | undefined
  properties?: Record<string, Schema> | undefined
  minimum?: number | undefined
}
type Json = z.infer<ReturnType<typeof z.json>>

const Schema: z.ZodType<Schema> = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.json()).optional(),
  properties: z
    .record(
      z.string(),
      z.lazy(() => Schema),
    )
    .optional(),
  minimum: z.number().optional(),
})

const plain = (sentence: string): Record<string, (schema: Schema) => Json> => ({
  string: () => sentence,
  number: ({ minimum = 0 }) => minimum,
  integer: ({ minimum = 0 }) => Math.ceil(minimum),
  boolean: () => false,
  array: () => [],
})

const value = (schema: Schema, sentence: string): Json => {
  if (schema.enum) return schema.enum[0] ?? null
  if (schema.properties) return object(schema.properties, sentence)
  return plain(sentence)[schema.type ?? ""]?.(schema) ?? {}
}

const object = (properties: Record<string, Schema>, sentence: string): Json =>
  Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, value(schema, sentence)]))

/** Any input that fits a tool's JSON Schema: enums take their first value, texts the sentence. */
export const fillSchema = (json: Json, sentence: string): Json => value(Schema.parse(json), sentence)
